import type { LogWatchDeclaration } from '../log-watch/index.ts';

/** Projects and the one account that is expected to sign commands. */
export interface ControlWatchesProps {
  /** Project of satellite control. */
  readonly project: string;
  /** Project of the command keys. */
  readonly keyProject: string;
  /** Address of the account that signs commands. */
  readonly signer: string;
}

/**
 * What is looked for in the books of satellite control: who uses a command key, who logs in to machines and pods, and whether backups of
 * the database failed. The texts of the METI guideline's items have not been read: each alert says so.
 */
export function controlWatches({
  project,
  keyProject,
  signer,
}: ControlWatchesProps): Readonly<Record<string, LogWatchDeclaration>> {
  return {
    CommandKey: {
      name: 'command-key-use',
      title: {
        en: 'A command key was used by somebody else than the signing service',
        ja: '署名サービス以外がコマンド鍵を使用した',
      },
      action: {
        en: 'Stop the uplink of the satellite’s commands, disable the key version, and compare the satellite’s command counter with our records.',
        ja: '当該衛星へのコマンド送信を止め、鍵バージョンを無効化し、衛星のコマンドカウンタと当方の記録を照合する。',
      },
      severity: 'CRITICAL',
      filter: [
        'protoPayload.serviceName="cloudkms.googleapis.com"',
        'protoPayload.methodName=~"(AsymmetricSign|RawEncrypt|RawDecrypt|MacSign|Decrypt)$"',
        `protoPayload.resourceName=~"^projects/${keyProject}/"`,
        `NOT protoPayload.authenticationInfo.principalEmail="${signer}"`,
      ].join(' AND '),
      basis: [
        { requirement: 'METI-OPS-02', basis: 'UNREAD' },
        { requirement: 'METI-OPS-06', basis: 'UNREAD' },
      ],
    },
    CommandKeyRefused: {
      name: 'command-key-refused',
      title: { en: 'Use of a command key was refused', ja: 'コマンド鍵の使用が拒否された' },
      action: {
        en: 'Find out whose identity it was: nobody but the signing service has a reason to try.',
        ja: '誰の主体か確認する。署名サービス以外に試みる理由はない。',
      },
      severity: 'ERROR',
      filter: [
        'protoPayload.serviceName="cloudkms.googleapis.com"',
        `protoPayload.resourceName=~"^projects/${keyProject}/"`,
        'protoPayload.status.code=7',
      ].join(' AND '),
      basis: [{ requirement: 'METI-OPS-02', basis: 'UNREAD' }],
    },
    Login: {
      name: 'control-login',
      title: {
        en: 'A person entered a machine or a pod of satellite control',
        ja: '衛星管制の機器又は Pod に人が入った',
      },
      action: {
        en: 'Compare with the work that was announced. Nobody logs in for normal operation.',
        ja: '予告された作業と照合する。通常運用でログインは生じない。',
      },
      severity: 'ERROR',
      filter: [
        `(resource.labels.project_id="${project}" OR protoPayload.resourceName=~"projects/${project}/")`,
        [
          '((protoPayload.serviceName="oslogin.googleapis.com" AND protoPayload.methodName=~"(CheckPolicy|StartSession)$")',
          '(protoPayload.serviceName="iap.googleapis.com" AND protoPayload.methodName="AuthorizeUser" AND resource.type="gce_instance")',
          'protoPayload.methodName=~"io[.]k8s[.]core[.]v1[.]pods[.](exec|attach|portforward)"',
          'protoPayload.methodName=~"compute[.]instances[.](setMetadata|getSerialPortOutput|attachDisk)$")',
        ].join(' OR '),
      ].join(' AND '),
      basis: [
        { requirement: 'METI-OPS-06', basis: 'UNREAD' },
        { requirement: 'METI-COM-03', basis: 'UNREAD' },
      ],
    },
    DatabaseBackup: {
      name: 'database-backup-failure',
      title: {
        en: 'A backup of the control database did not succeed',
        ja: '管制データベースのバックアップが成功しなかった',
      },
      action: {
        en: 'Take a backup by hand before the next pass, then look for the cause.',
        ja: '次のパスの前に手動でバックアップを取得し、その後に原因を調べる。',
      },
      severity: 'ERROR',
      filter: [
        'log_id("cloudaudit.googleapis.com/system_event")',
        `resource.labels.project_id="${project}"`,
        'protoPayload.methodName="cloudsql.instances.automatedBackup"',
        // Whatever is not known to be a success is told: failed, skipped, and words that Google may add.
        'NOT protoPayload.metadata.windowStatus="STATUS_SUCCEEDED"',
      ].join(' AND '),
      basis: [{ requirement: 'METI-COM-09', basis: 'UNREAD' }],
    },
  };
}
