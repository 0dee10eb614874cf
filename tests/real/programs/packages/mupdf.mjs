// mupdf: writes a PDF with text and pictures, reads it back, renders pages at growing sizes and takes the text out.
import { digest, load, show, show_memory } from './support.mjs';

const mupdf = await load('dist/mupdf.js');

function write(pages) {
  const pdf = new mupdf.PDFDocument();
  const font = pdf.addSimpleFont(new mupdf.Font('Helvetica'));
  const gradient = new mupdf.Pixmap(mupdf.ColorSpace.DeviceRGB, [0, 0, 300, 200], false);
  const pixels = gradient.getPixels();
  for (let i = 0; i < pixels.length; i++) pixels[i] = (i * 5) >> (i % 3);
  const image = pdf.addImage(new mupdf.Image(gradient));
  for (let i = 0; i < pages; i++) {
    const content = `q 150 0 0 100 ${50 + i} 400 cm /I Do Q 0.${i % 10} 0.5 0.2 rg 20 20 ${100 + i} 80 re f `
      + `BT /F 18 Tf 50 700 Td (Page ${i} of ${pages}) Tj ET`;
    pdf.insertPage(-1, pdf.addPage([0, 0, 400, 800], 0, { Font: { F: font }, XObject: { I: image } }, content));
  }
  return pdf.saveToBuffer('compress').asUint8Array().slice();
}

show_memory('at first');
const bytes = write(20);
show('written', bytes.length > 1000);
const document = mupdf.Document.openDocument(bytes, 'application/pdf');
show('pages', document.countPages());
for (const [number, scale] of [[0, 1], [7, 3], [19, 8]]) {
  const page = document.loadPage(number);
  show(`text ${number}`, page.toStructuredText().asText());
  const pixmap = page.toPixmap(mupdf.Matrix.scale(scale, scale), mupdf.ColorSpace.DeviceRGB, false, true);
  show(`pixels ${number}`, [pixmap.getWidth(), pixmap.getHeight(), digest(pixmap.getPixels())]);
  const png = pixmap.asPNG();
  show(`png ${number}`, [png.length, digest(png)]);
  show(`found ${number}`, page.search(`Page ${number}`).length);
  show(`bounds ${number}`, page.getBounds());
  for (const object of [pixmap, page]) object.destroy();
}
const html = mupdf.Document.openDocument(new TextEncoder().encode(`<h1>Grüße</h1>${'<p>ein langer Absatz</p>'.repeat(500)}`), 'text/html');
show('html', [html.countPages(), digest(html.loadPage(2).toStructuredText().asJSON())]);
try {
  mupdf.Document.openDocument(new Uint8Array(10), 'application/pdf');
} catch (error) {
  show('broken', error.message);
}
show_memory('at last');
