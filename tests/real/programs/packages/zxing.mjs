// zxing-wasm: writes barcodes of several formats, and finds them again in pictures of growing size.
import fs from 'node:fs';
import { digest, file_of, load, random_numbers, show, show_memory } from './support.mjs';

const { prepareZXingModule, readBarcodes, writeBarcode } = await load('dist/es/full/index.js');
await prepareZXingModule({
  overrides: { wasmBinary: fs.readFileSync(file_of('dist/full/zxing_full.wasm')) },
  fireImmediately: true,
});

// Black and white as the SVG says it, as RGBA, with some grey noise.
function picture_of(symbol, scale, border) {
  const { data, width, height } = symbol;
  const random = random_numbers(scale);
  const [columns, lines] = [(width + 2 * border) * scale, (height + 2 * border) * scale];
  const pixels = new Uint8ClampedArray(4 * columns * lines);
  for (let y = 0; y < lines; y++) {
    for (let x = 0; x < columns; x++) {
      const [sx, sy] = [Math.floor(x / scale) - border, Math.floor(y / scale) - border];
      const inside = sx >= 0 && sy >= 0 && sx < width && sy < height;
      const grey = (inside ? data[sy * width + sx] : 255) * 0.9 + random() * 20;
      pixels.set([grey, grey, grey, 255], 4 * (y * columns + x));
    }
  }
  return { data: pixels, width: columns, height: lines };
}

show_memory('at first');
const kCodes = [['QRCode', 'https://example.org/?q=grüße%20🙂', 8], ['Code128', 'heaplift-0123456789', 4], ['DataMatrix', 'matrix of data', 24],
  ['PDF417', 'stacked '.repeat(10), 6], ['EAN13', '4006381333931', 4], ['Aztec', 'x'.repeat(200), 40]];
for (const [format, text, scale] of kCodes) {
  const written = await writeBarcode(text, { format });
  show(`${format} written`, [written.error, written.symbol.width, written.symbol.height, digest(written.svg), digest(written.symbol.data)]);
  const picture = picture_of(written.symbol, scale, 8);
  const found = await readBarcodes(picture, { tryHarder: true, formats: [] });
  show(`${format} read`, [picture.width, picture.height, ...found.map(({ format: name, text: content, position, bytes }) =>
    [name, content, digest(bytes), position.topLeft])]);
}
const empty = await readBarcodes({ data: new Uint8ClampedArray(4 * 4000 * 3000).fill(200), width: 4000, height: 3000 });
show('nothing', empty.length);
const wrong = await writeBarcode('not a number', { format: 'EAN13' });
show('refused', wrong.error);
show_memory('at last');
