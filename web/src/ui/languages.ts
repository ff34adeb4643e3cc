const codes = "af am ar bn de en es fa fr gu ha hi id ig it ja ko ms nl nr nso pl pt ro ru sn ss st sw ta th tn tr ts uk ur ve vi xh yo zh zu".split(" ");
const names = new Intl.DisplayNames(undefined, { type: "language" });

export function languages(): { value: string; label: string }[] {
  return codes.map((value) => ({ value, label: names.of(value) ?? value })).sort((one, two) => one.label.localeCompare(two.label));
}

export function languageName(code: string): string {
  return names.of(code) ?? code;
}
