/** The words of several pictures at once: they come with the part that shows them. */
export const albumEn = {
  pictures: (count: number) => `${count} pictures`,
  picture: (at: number, of: number, name: string) => `Picture ${at} of ${of}: ${name}`,
  more: (count: number) => `+${count}`,
};
