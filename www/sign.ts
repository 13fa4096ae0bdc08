// What a key writes, whatever the keyboard's alphabet.

const SIGNS: Record<string, string> = { BracketLeft: "[{", BracketRight: "]}", Comma: ",<", Period: ".>", Slash: "/?" };

/** `event.key`; where what it writes is not Latin, what stands in its place on a Latin keyboard. */
export function sign({ key, code, shiftKey }: KeyboardEvent): string {
  if (key.length > 1) return key;
  const place = /^(?:Key|Digit)(.)$/.exec(code)?.[1] ?? SIGNS[code]?.[Number(shiftKey)];
  return (key > "~" && place ? place : key).toLowerCase();
}
