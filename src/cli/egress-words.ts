import type { Language } from '../report/renderer.ts';

/** The help of `sekisho egress`. */
interface EgressCommandWords {
  readonly command: string;
  readonly zone: string;
  readonly path: string;
  readonly format: string;
  readonly baseline: string;
  readonly redundant: string;
  readonly examples: string;
}

export const egressCommandWords: Readonly<Record<Language, EgressCommandWords>> = {
  en: {
    command: 'prove that no data leaves a zone: every known exit with its verdict, every way out hop by hop',
    zone: 'a zone of sekisho.yaml (default: every zone of regulated records); a file or folder counts as the first PATH',
    path: 'a plan as JSON, cdktf.out, cdk.tf.json, *.tf.json or a folder of *.tf; without any, the app that cdktf.json names',
    format: 'text for a person (default), json for programs, svg or mermaid for a picture',
    baseline: 'an earlier proof as JSON: say what has opened or closed since; the proof is then partial',
    redundant: 'also list the guards that change nothing when they go, each alone (proves the zone once for each)',
    examples: `
Examples:
  sekisho egress                                             the app's zones of regulated records
  sekisho egress remote-sensing-prd --verbose                with what proves each guard
  sekisho egress plan.json --assume-zone remote-sensing      a plan of another team
  sekisho egress --format svg --output egress.svg
  sekisho egress --baseline main.json                        what a change opens or closes
  sekisho egress remote-sensing-prd --redundant              guards that change nothing when they go
  sekisho explain E14`,
  },
  ja: {
    command: '区域からデータが出ないことを証明する(既知の全出口の判定と、外への経路)',
    zone: 'sekisho.yaml の区域(既定: 規制対象記録の全区域)。ファイルやフォルダなら最初の PATH とみなす',
    path: 'plan の JSON、cdktf.out、cdk.tf.json、*.tf.json、*.tf のフォルダ。なければ cdktf.json のアプリ',
    format: 'text は人向け(既定)、json はプログラム向け、svg と mermaid は図',
    baseline: '以前の証明の JSON。その後に開いた出口・閉じた出口を示す。証明は部分的なものになる',
    redundant: '一つだけ外しても何も変わらない防護も列挙する(防護の数だけ証明し直す)',
    examples: `
例:
  sekisho egress                                             アプリの規制対象記録の全区域
  sekisho egress remote-sensing-prd --verbose                各防護の根拠も表示する
  sekisho egress plan.json --assume-zone remote-sensing      他チームの plan
  sekisho egress --format svg --output egress.svg
  sekisho egress --baseline main.json                        変更が開くもの・閉じるもの
  sekisho egress remote-sensing-prd --redundant              外しても何も変わらない防護
  sekisho explain E14`,
  },
};
