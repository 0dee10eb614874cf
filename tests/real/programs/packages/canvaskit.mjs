// canvaskit-wasm: draws paths, gradients, text runs and images of growing size, and reads pixels and pictures back.
import { digest, load_common, random_numbers, show, show_memory } from './support.mjs';

const canvas_kit = await load_common('bin/canvaskit.js')();
const random = random_numbers(7);

function paint_of(style, color) {
  const paint = new canvas_kit.Paint();
  paint.setAntiAlias(true);
  paint.setStyle(style);
  paint.setColor(color);
  return paint;
}

function draw_paths(canvas, side) {
  const paint = paint_of(canvas_kit.PaintStyle.Stroke, canvas_kit.Color4f(0.2, 0.4, 0.9, 0.7));
  paint.setStrokeWidth(3);
  paint.setPathEffect(canvas_kit.PathEffect.MakeDash([12, 5], 2));
  for (let i = 0; i < 20; i++) {
    const points = Array.from({ length: 16 }, () => random() * side);
    const path = canvas_kit.Path.MakeFromCmds([canvas_kit.MOVE_VERB, points[0], points[1],
      canvas_kit.CUBIC_VERB, ...points.slice(2, 8), canvas_kit.QUAD_VERB, ...points.slice(8, 12), canvas_kit.CLOSE_VERB]);
    canvas.drawPath(path, paint);
    if (i === 3) show('path', [path.toSVGString().length, [...path.getBounds()].map(Math.round), [...path.toCmds()].length]);
    path.delete();
  }
  paint.delete();
}

function draw_shapes(canvas, side) {
  const paint = paint_of(canvas_kit.PaintStyle.Fill, canvas_kit.BLACK);
  const colors = [canvas_kit.RED, canvas_kit.Color(0, 255, 128, 0.5), canvas_kit.BLUE];
  const shader = canvas_kit.Shader.MakeLinearGradient([0, 0], [side, side], colors, [0, 0.3, 1], canvas_kit.TileMode.Mirror);
  paint.setShader(shader);
  canvas.save();
  canvas.rotate(15, side / 2, side / 2);
  canvas.drawRRect(canvas_kit.RRectXY(canvas_kit.LTRBRect(side / 8, side / 8, side / 2, side / 1.5), 40, 20), paint);
  show('matrix', canvas.getTotalMatrix().map((value) => value.toFixed(4)));
  canvas.restore();
  const vertices = canvas_kit.MakeVertices(canvas_kit.VertexMode.TrianglesStrip,
    Array.from({ length: 60 }, () => random() * side), null,
    Array.from({ length: 30 }, (_, i) => canvas_kit.ColorAsInt(i * 8, 255 - i * 8, 90, 200)).flatMap(
      (color) => [...canvas_kit.Color4f(((color >>> 16) & 255) / 255, ((color >>> 8) & 255) / 255, 0.3, 0.8)]));
  canvas.drawVertices(vertices, canvas_kit.BlendMode.SrcOver, paint);
  show('vertices', [...vertices.bounds()].map((value) => value.toFixed(3)));
  vertices.delete();
  shader.delete();
  paint.delete();
}

function image_of_pixels(side) {
  const pixels = Uint8Array.from({ length: side * side * 4 }, (_, i) => (i % 4 === 3 ? 255 : (i * 31) >> (i % 4)));
  return canvas_kit.MakeImage({ width: side, height: side, alphaType: canvas_kit.AlphaType.Unpremul,
    colorType: canvas_kit.ColorType.RGBA_8888, colorSpace: canvas_kit.ColorSpace.SRGB }, pixels, 4 * side);
}

function draw(side) {
  const surface = canvas_kit.MakeSurface(side, side);
  const canvas = surface.getCanvas();
  canvas.clear(canvas_kit.Color4f(0.9, 0.95, 1, 1));
  draw_paths(canvas, side);
  draw_shapes(canvas, side);
  const image = image_of_pixels(100);
  canvas.drawImageCubic(image, side / 3, side / 4, 1 / 3, 1 / 3, null);
  image.delete();
  const snapshot = surface.makeImageSnapshot();
  const pixels = snapshot.readPixels(0, 0, { width: side, height: side, alphaType: canvas_kit.AlphaType.Unpremul,
    colorType: canvas_kit.ColorType.RGBA_8888, colorSpace: canvas_kit.ColorSpace.SRGB });
  show(`pixels ${side}`, [pixels.length, digest(pixels)]);
  const floats = canvas.readPixels(0, 0, { width: 64, height: 64, alphaType: canvas_kit.AlphaType.Premul,
    colorType: canvas_kit.ColorType.RGBA_F32, colorSpace: canvas_kit.ColorSpace.SRGB });
  show(`floats ${side}`, [floats.length, digest(floats)]);
  const png = snapshot.encodeToBytes();
  show(`png ${side}`, [png.length, digest(png)]);
  const again = canvas_kit.MakeImageFromEncoded(png);
  show(`decoded ${side}`, [again.width(), again.height()]);
  again.delete();
  snapshot.delete();
  surface.delete();
}

// More pixels than the memory holds at first.
function draw_large(side) {
  const surface = canvas_kit.MakeSurface(side, side);
  surface.getCanvas().clear(canvas_kit.Color4f(0.1, 0.2, 0.3, 1));
  draw_shapes(surface.getCanvas(), side);
  const strip = surface.getCanvas().readPixels(side / 4, 0, { width: 16, height: side, alphaType: canvas_kit.AlphaType.Unpremul,
    colorType: canvas_kit.ColorType.RGBA_8888, colorSpace: canvas_kit.ColorSpace.SRGB });
  show(`pixels ${side}`, [strip.length, digest(strip)]);
  surface.delete();
}

function draw_picture() {
  const recorder = new canvas_kit.PictureRecorder();
  const canvas = recorder.beginRecording(canvas_kit.LTRBRect(0, 0, 300, 300));
  draw_paths(canvas, 300);
  const picture = recorder.finishRecordingAsPicture();
  show('picture', picture.approximateBytesUsed() > 0);
  picture.delete();
  recorder.delete();
  const shared = canvas_kit.Malloc(Float32Array, 8);
  shared.toTypedArray().set([1, 2, 3, 4, 5, 6, 7, 8]);
  show('malloc', [...shared.toTypedArray()].concat([...shared.subarray(2, 4)]));
  canvas_kit.Free(shared);
}

show_memory('at first');
for (const side of [200, 900]) draw(side);
draw_large(6000);
draw_picture();
show_memory('at last');
