// A picture of the person's as something that can be drawn, in browsers with and without createImageBitmap.

export type Picture = ImageBitmap | HTMLImageElement

/** Null where this browser cannot draw it. */
export async function pictureOf(file: Blob): Promise<Picture | null> {
  try {
    if (typeof createImageBitmap === 'function') return await createImageBitmap(file)
    const image = new Image()
    image.src = URL.createObjectURL(file)
    await image.decode()
    URL.revokeObjectURL(image.src)
    return image
  } catch (error) {
    // Not a picture, or one that this browser cannot open.
    if (error instanceof DOMException) return null
    throw error
  }
}

/** Lets go of its memory. */
export function letPictureGo(picture: Picture): void {
  if ('close' in picture) picture.close()
}
