import type { Language } from '../../../../src/report/renderer.ts';

/** The words of the system diagram; those for equipment are the regulation's. */
export interface DiagramWords {
  readonly title: (environment: string) => string;
  readonly description: string;
  readonly receivers: string;
  readonly control: string;
  readonly records: string;
  readonly remote: string;
  readonly satellites: string;
  readonly licence: (number: string) => string;
  readonly none: string;
  readonly controllers: string;
  readonly commandKeys: string;
  readonly gateways: string;
  readonly processing: string;
  readonly stores: string;
  readonly books: string;
  readonly room: string;
  readonly handlers: (count: number) => string;
  readonly project: (id: string) => string;
  readonly place: (region: string) => string;
  readonly radio: string;
  readonly tunnel: string;
  readonly signs: string;
  readonly brings: string;
  readonly handles: string;
  readonly writes: string;
}

export const diagramWords: Readonly<Record<Language, DiagramWords>> = {
  en: {
    title: (environment) => `System diagram (${environment})`,
    description:
      'How control equipment, receivers, facilities that handle records and devices for handling them from afar relate, and where each is: RSL-LIC-04, Regulation 41/2017 Art.4(3)(iii) and Art.23(3)(iii). Drawn from the declared infrastructure.',
    receivers: 'Receivers (ground stations)',
    control: 'Control equipment',
    records: 'Facility that handles records',
    remote: 'Devices for remote handling',
    satellites: 'Satellites',
    licence: (number) => `licence ${number}`,
    none: 'NONE',
    controllers: 'Control computers',
    commandKeys: 'Keys that sign commands',
    gateways: 'Gateways to ground stations',
    processing: 'Reception and image generation',
    stores: 'Stores of records',
    books: 'Books of handling',
    room: 'Security room',
    handlers: (count) => `${String(count)} named handlers`,
    project: (id) => `project ${id}`,
    place: (region) => `place ${region}`,
    radio: 'radio',
    tunnel: 'HA VPN',
    signs: 'asks for signatures',
    brings: 'brings observation data in',
    handles: 'handles records',
    writes: 'every access',
  },
  ja: {
    title: (environment) => `系統図(${environment})`,
    description:
      '操作用無線設備等・受信設備・記録取扱施設設備・遠隔取扱い装置の関係と所在。RSL-LIC-04、規則(平成29年内閣府令第41号)4条3項3号・23条3項3号。宣言された構成から作図。',
    receivers: '受信設備(地上局)',
    control: '操作用無線設備等',
    records: '記録取扱施設設備',
    remote: '遠隔取扱い装置',
    satellites: '衛星',
    licence: (number) => `許可番号 ${number}`,
    none: 'なし',
    controllers: '操作用電子計算機',
    commandKeys: '操作信号の署名鍵',
    gateways: '地上局との接続装置',
    processing: '受信・画像生成',
    stores: '記録の保管先',
    books: '取扱いの帳簿',
    room: '取扱室',
    handlers: (count) => `取扱者 ${String(count)} 名(個別指定)`,
    project: (id) => `プロジェクト ${id}`,
    place: (region) => `所在 ${region}`,
    radio: '無線',
    tunnel: 'HA VPN',
    signs: '署名を要求',
    brings: '観測データを搬入',
    handles: '記録の取扱い',
    writes: '全アクセス',
  },
};
