// A photo of a screen or a sheet: tilted, on a table, unevenly lit, a little out of focus, compressed as phones do.
import type { BrowserContext } from 'playwright-core'

export async function tiltedPhoto(context: BrowserContext, picture: Buffer, degrees: number): Promise<Buffer> {
  const page = await context.newPage()
  const encoded = await page.evaluate(
    async ({ source, turn }) => {
      const image = await createImageBitmap(await (await fetch(source)).blob())
      const canvas = document.createElement('canvas')
      canvas.width = 1200
      canvas.height = 1600
      const draw = canvas.getContext('2d')
      if (draw === null) throw new Error('no canvas')
      draw.fillStyle = '#8a7f70'
      draw.fillRect(0, 0, canvas.width, canvas.height)
      draw.translate(canvas.width / 2, canvas.height / 2)
      draw.rotate((turn * Math.PI) / 180)
      const scale = 760 / image.width
      draw.filter = 'blur(1.5px)'
      draw.drawImage(image, -380, (-image.height * scale) / 2, 760, image.height * scale)
      draw.setTransform(1, 0, 0, 1, 0, 0)
      const shade = draw.createLinearGradient(0, 0, canvas.width, canvas.height)
      shade.addColorStop(0, 'rgba(0,0,0,0)')
      shade.addColorStop(1, 'rgba(0,0,0,.5)')
      draw.filter = 'none'
      draw.fillStyle = shade
      draw.fillRect(0, 0, canvas.width, canvas.height)
      return canvas.toDataURL('image/jpeg', 0.6)
    },
    { source: `data:image/png;base64,${picture.toString('base64')}`, turn: degrees },
  )
  await page.close()
  return Buffer.from(encoded.slice(encoded.indexOf(',') + 1), 'base64')
}
