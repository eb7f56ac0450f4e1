/** Size of the text of pictures, in pixels. */
export const fontSize = 13;
/** From one line to the next. */
export const lineHeight = 18;

/** Characters that take a whole square: Japanese, and what stands in its fonts. */
const wide =
  /[\u1100-\u115f\u2190-\u21ff\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/u;
const narrow = /[iljtfrI.,:;'|![\]() /-]/u;

/** How wide a line of a sans-serif font is at most, in pixels. An estimate on the safe side: the reader's font is not known here. */
export function textWidth(text: string, bold = false): number {
  let ems = 0;
  for (const character of text) ems += wide.test(character) ? 1 : narrow.test(character) ? 0.4 : 0.63;
  return Math.ceil(ems * fontSize * (bold ? 1.08 : 1));
}
