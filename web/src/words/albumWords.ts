import { albumEn } from "./album.en";

/** The catalogue of several pictures at once. Another language is another file of this shape. */
export type AlbumWords = typeof albumEn;

export const albumWords: AlbumWords = albumEn;
