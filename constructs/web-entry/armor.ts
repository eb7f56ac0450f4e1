import { ComputeSecurityPolicy } from '@cdktf/provider-google/lib/compute-security-policy/index.js';
import type { Construct } from 'constructs';

/** OWASP rule sets of Cloud Armor; sensitivity 1 blocks what is surely an attack. Source: cloud.google.com/armor/docs/waf-rules. */
const ruleSets = ['sqli', 'xss', 'lfi', 'rfi', 'rce', 'methodattack', 'scannerdetection', 'protocolattack'] as const;

const everyone = { versionedExpr: 'SRC_IPS_V1', config: { srcIpRanges: ['*'] } };

/** Declares what is turned away before it reaches a backend: other countries, known attacks, and whoever asks too often. */
export function declareArmor(
  scope: Construct,
  project: string,
  name: string,
  requestsPerMinute: number,
): ComputeSecurityPolicy {
  return new ComputeSecurityPolicy(scope, 'Armor', {
    project,
    name: `${name}-armor`,
    type: 'CLOUD_ARMOR',
    adaptiveProtectionConfig: { layer7DdosDefenseConfig: { enable: true, ruleVisibility: 'STANDARD' } },
    advancedOptionsConfig: { jsonParsing: 'STANDARD', logLevel: 'NORMAL' },
    rule: [
      {
        action: 'deny(403)',
        priority: 100,
        description: 'Operators are in Japan',
        match: { expr: { expression: "origin.region_code != 'JP'" } },
      },
      ...ruleSets.map((ruleSet, index) => ({
        action: 'deny(403)',
        priority: 1000 + index,
        description: `OWASP: ${ruleSet}`,
        match: { expr: { expression: `evaluatePreconfiguredWaf('${ruleSet}-v33-stable', {'sensitivity': 1})` } },
      })),
      {
        action: 'throttle',
        priority: 2000,
        description: 'Who asks too often waits',
        match: everyone,
        rateLimitOptions: {
          conformAction: 'allow',
          exceedAction: 'deny(429)',
          enforceOnKey: 'IP',
          rateLimitThreshold: { count: requestsPerMinute, intervalSec: 60 },
        },
      },
      { action: 'allow', priority: 2_147_483_647, description: 'Everybody else meets IAP', match: everyone },
    ],
  });
}
