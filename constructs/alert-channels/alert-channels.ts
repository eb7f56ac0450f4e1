import { MonitoringNotificationChannel } from '@cdktf/provider-google/lib/monitoring-notification-channel/index.js';
import { Construct } from 'constructs';

import { isKnown, refuse, requireDistinct, requireMatch, requireSome } from '../declaration/index.ts';

/** Who is told, and how: by mail, or by the pager service PagerDuty. */
export type AlertRecipient =
  | { readonly kind: 'email'; readonly name: string; readonly address: string }
  | {
      readonly kind: 'pager';
      readonly name: string;
      /** Key of the service, from a sensitive variable. */
      readonly serviceKey: string;
    };

export interface AlertChannelsProps {
  readonly project: string;
  /** Our own mail domain: no other address is told. */
  readonly domain: string;
  /** At least one, of which one is woken at night or reads mail. */
  readonly recipients: readonly AlertRecipient[];
}

/**
 * Who is told when something happens: named addresses of our own domain and the pager of the team on duty. There is no webhook, topic or
 * chat: these carry text to any server.
 *
 * @example
 * new AlertChannels(stack, 'Security', {
 *   project: 'evidence-dev', domain: 'example.jp',
 *   recipients: [{ kind: 'email', name: 'security', address: 'security@example.jp' }],
 * });
 */
export class AlertChannels extends Construct {
  readonly channels: readonly MonitoringNotificationChannel[];

  /** Throws `DeclarationError` for nobody, an address outside the domain, or a pager key written into the code. */
  constructor(scope: Construct, id: string, props: AlertChannelsProps) {
    super(scope, id);
    this.#validate(props);
    const { project } = props;
    this.channels = props.recipients.map((recipient) => {
      const common = { project, displayName: recipient.name, enabled: true, forceDelete: false };
      const childId = recipient.name.replaceAll(/(^|-)([a-z0-9])/g, (_, _hyphen, letter: string) =>
        letter.toUpperCase(),
      );
      return recipient.kind === 'email'
        ? new MonitoringNotificationChannel(this, childId, {
            ...common,
            type: 'email',
            labels: { email_address: recipient.address },
          })
        : new MonitoringNotificationChannel(this, childId, {
            ...common,
            type: 'pagerduty',
            sensitiveLabels: { serviceKey: recipient.serviceKey },
          });
    });
  }

  /** Names of the channels, as alert policies take them. */
  get names(): string[] {
    return this.channels.map(({ name }) => name);
  }

  #validate({ domain, recipients }: AlertChannelsProps): void {
    requireSome(this, recipients, {
      what: 'nobody is told',
      expected: 'at least one recipient',
      fix: 'name the address or the pager of the team on duty',
    });
    requireDistinct(
      this,
      recipients.map(({ name }) => name),
      '`recipients` has a name twice',
    );
    for (const recipient of recipients) {
      requireMatch(this, recipient.name, /^[a-z][a-z0-9-]{0,62}$/, {
        what: 'the name of a recipient is not usable',
        expected: 'lower-case letters, digits and hyphens',
        fix: 'choose another name',
      });
      if (recipient.kind === 'email') this.#validateAddress(recipient.address, domain);
      else if (isKnown(recipient.serviceKey)) {
        refuse(this, {
          what: 'the key of a pager is written into the code',
          got: recipient.name,
          expected: 'a sensitive Terraform variable',
          fix: 'declare a TerraformVariable with sensitive: true and pass its stringValue',
        });
      }
    }
  }

  #validateAddress(address: string, domain: string): void {
    const [name = '', own, ...rest] = address.split('@');
    if (own !== domain || rest.length > 0 || !/^[a-z0-9][a-z0-9.+-]*$/.test(name)) {
      refuse(this, {
        what: 'an address is not one of ours',
        got: address,
        expected: `an address of ${domain}`,
        fix: 'let our own people be told: an alert says what our guards are',
      });
    }
  }
}
