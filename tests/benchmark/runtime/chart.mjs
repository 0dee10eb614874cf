// A chart of ratios as SVG, written by hand: bars on a logarithmic scale, a panel for each engine.

const kColors = ['#c0392b', '#e0a030', '#2a7f62', '#5b6fae'];
const kRow = 11, kGroup = 8, kLeft = 165, kWidth = 460, kTop = 56;
const kTicks = [1, 2, 5, 10, 20, 50, 100];

const escape = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
const place = (ratio) => kLeft + Math.max(0, Math.log10(Math.max(ratio, 0.9) / 0.9) / Math.log10(100 / 0.9)) * kWidth;

/** `rows` are {engine, kernel, ratios: {form: ratio to plain}}. */
export function draw_chart(rows, forms, engines) {
  const parts = [];
  let y = kTop;
  const text = (x, at, content, more = '') => parts.push(`<text x="${x.toFixed(1)}" y="${at}" ${more}>${escape(content)}</text>`);
  forms.forEach((form, i) => {
    parts.push(`<rect x="${kLeft + i * 125}" y="14" width="10" height="10" fill="${kColors[i]}"/>`);
    text(kLeft + i * 125 + 14, 23, form);
  });
  text(kLeft, 42, 'time, ratio to plain views that do not survive growth (logarithmic)', 'fill="#555"');
  for (const engine of engines) {
    const chosen = rows.filter((row) => row.engine === engine);
    const height = chosen.length * (forms.length * kRow + kGroup);
    text(8, y + 12, engine, 'font-weight="bold"');
    y += 20;
    for (const tick of kTicks) {
      parts.push(`<line x1="${place(tick).toFixed(1)}" x2="${place(tick).toFixed(1)}" y1="${y}" y2="${y + height}" stroke="#ddd"/>`);
      text(place(tick), y + height + 12, String(tick), 'text-anchor="middle" fill="#555"');
    }
    for (const { kernel, ratios } of chosen) {
      text(kLeft - 6, y + (forms.length * kRow) / 2 + 4, kernel, 'text-anchor="end"');
      forms.forEach((form, i) => {
        const end = place(ratios[form]);
        parts.push(`<rect x="${place(1).toFixed(1)}" y="${y + i * kRow}" width="${Math.max(1, end - place(1)).toFixed(1)}" height="${kRow - 1}" fill="${kColors[i]}"/>`);
        text(Math.max(end, place(1) + 1) + 3, y + i * kRow + 9, ratios[form].toFixed(2), 'font-size="9" fill="#555"');
      });
      y += forms.length * kRow + kGroup;
    }
    y += 34;
  }
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${kLeft + kWidth + 60}" height="${y}" viewBox="0 0 ${kLeft + kWidth + 60} ${y}" font-family="sans-serif" font-size="11">
<rect width="100%" height="100%" fill="white"/>
${parts.join('\n')}
</svg>
`;
}
