// @viz-js/viz: lays out small and large graphs (Graphviz), as SVG, JSON and text, and reports errors.
import { digest, load, random_numbers, show, show_memory } from './support.mjs';

const { instance } = await load('dist/viz.js');
const viz = await instance();

function graph_of(nodes, edges) {
  const random = random_numbers(nodes);
  const lines = Array.from({ length: edges }, () => `n${Math.floor(random() * nodes)} -> n${Math.floor(random() * nodes)} [label="é${Math.floor(random() * 9)}"]`);
  return `digraph { node [shape=box, fontname="Helvetica"] ${lines.join(';')} }`;
}

show_memory('at first');
show('version', [viz.graphvizVersion, viz.formats.length, viz.engines]);
show('small', viz.renderString('digraph { a -> b [label="grüße"]; b -> c; a -> c }', { format: 'plain' }));
for (const [engine, nodes, edges] of [['dot', 80, 120], ['neato', 60, 90], ['twopi', 200, 300], ['circo', 100, 120], ['osage', 30000, 30]]) {
  const svg = viz.renderString(graph_of(nodes, edges), { format: 'svg', engine });
  show(engine, [svg.length, digest(svg)]);
}
const large = viz.renderJSON({ nodes: Array.from({ length: 20000 }, (_, i) => ({ name: `n${i}`, attributes: { label: `Knoten ${i} ü` } })) }, { engine: 'osage' });
show('objects', [large.objects.length, digest(JSON.stringify(large))]);
show('error', viz.render('digraph { a -> '));
show('images', digest(viz.renderString('graph { a [image="x.png"] }', { images: [{ name: 'x.png', width: 40, height: 30 }] })));
show_memory('at last');
