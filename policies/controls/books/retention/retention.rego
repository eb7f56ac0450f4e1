# METADATA
# title: Books are kept five years and can't be deleted before
# description: |
#   The law wants entries kept for five years; a lock makes sure that nobody, ourselves included, deletes them
#   before. A lock is for ever: one that is put on too short a period can never be lengthened into the law in time,
#   so set the period first.
# related_resources:
#   - ref: https://cloud.google.com/logging/docs/buckets#locking-logs-buckets
#   - ref: https://cloud.google.com/storage/docs/bucket-lock
#   - ref: https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html
# custom:
#   title_ja: 帳簿を五年間保存し、その間は削除できないようにする
#   severity: critical
#   requirements: [RSL-BOOK-02, METI-COM-06]
#   stages: [synth, plan, apply]
#   data_classes: [remote-sensing, evidence]
#   messages:
#     too_short:
#       en: "keeps its entries {days} days; five years are {required}"
#       ja: "保存期間が {days} 日しかない。五年は {required} 日"
#     not_kept:
#       en: "has no retention, so entries can be deleted at any time; five years are {required} days"
#       ja: "保存期間の定めがなく、いつでも削除できる。五年は {required} 日"
#     not_locked:
#       en: "is not locked ({attribute} is {value}), so its entries can be deleted before their time"
#       ja: "ロックされておらず（{attribute} は {value}）、期間内でも削除できる"
#     locked_too_short:
#       en: "locks a period of {days} days: it can't be undone, and five years are {required}"
#       ja: "{days} 日の期間をロックしている。取り消せず、五年の {required} 日に満たない"
#     retention_unknown:
#       en: "may not keep its entries for five years: {attribute} is not known here"
#       ja: "{attribute} がここでは分からず、五年間保存されるか判定できない"
#   remediation:
#     en: "Set the period first (retention_days = 1826, retention_period = 157766400 seconds, object lock years = 5),
#       check it, then lock it (locked, is_locked, mode COMPLIANCE)."
#     ja: "先に期間（retention_days = 1826、retention_period = 157766400 秒、オブジェクトロック years = 5）\
#       を設定して確認し、その後でロックする（locked、is_locked、mode COMPLIANCE）。"
package controls.books.retention

import data.lib.books
import data.lib.finding

# METADATA
# description: Log buckets and groups of these zones, and the buckets that hold books.
resources contains id if {
	some book in books.all
	some id in book.ids
}

# METADATA
# description: Books that are kept too short or that can be deleted.
violations contains finding.of(book.rc, "not_kept", book.period, {"required": books.required}) if {
	some book in books.all
	book.days == "unset"
}

violations contains finding.of(book.rc, "too_short", book.period, _lengths(book)) if {
	some book in books.all
	_is_short(book)
	not book.lock == "yes"
}

violations contains finding.of(book.rc, "locked_too_short", book.period, _lengths(book)) if {
	some book in books.all
	_is_short(book)
	book.lock == "yes"
}

violations contains finding.of(book.rc, "not_locked", book.lock_path, _lock(book)) if {
	some book in books.all
	book.lock == "no"
	not book.days == "unset"
}

# METADATA
# description: Books of which the period or the lock is not known here.
unknowns contains finding.of(book.rc, "retention_unknown", book.period, {"attribute": book.period}) if {
	some book in books.all
	book.days == "unknown"
}

unknowns contains finding.of(book.rc, "retention_unknown", book.lock_path, {"attribute": book.lock_path}) if {
	some book in books.all
	book.lock == "unknown"
}

_is_short(book) if {
	is_number(book.days)
	book.days < books.required
}

_lock(book) := {"attribute": book.lock_path, "value": book.lock_value}

_lengths(book) := {"days": book.days, "required": books.required}
