// box2d-wasm: lets thousands of boxes and circles fall on an edge, with a listener in JavaScript, and prints where they are.
import { digest, load_common, random_numbers, show, show_memory } from './support.mjs';

const box2d = await load_common('dist/umd/Box2D.js')();
const { b2Vec2, b2World, b2BodyDef, b2EdgeShape, b2PolygonShape, b2CircleShape, b2_dynamicBody, JSContactListener, JSQueryCallback,
  b2AABB, b2Fixture, getPointer, wrapPointer, pointsToVec2Array, b2ChainShape, NULL } = box2d;

const world = new b2World(new b2Vec2(0, -10));
const random = random_numbers(5);
const bodies = [];
let contacts = 0;

function listen() {
  const listener = new JSContactListener();
  for (const name of ['EndContact', 'PreSolve', 'PostSolve']) listener[name] = () => {};
  listener.BeginContact = () => contacts++;
  world.SetContactListener(listener);
}

function make_ground() {
  const ground = world.CreateBody(new b2BodyDef());
  const edge = new b2EdgeShape();
  edge.SetTwoSided(new b2Vec2(-200, 0), new b2Vec2(200, 0));
  ground.CreateFixture(edge, 0);
  const [points, free] = pointsToVec2Array(Array.from({ length: 50 }, (_, i) => ({ x: i * 4 - 100, y: (i % 5) / 2 - 1 })));
  const chain = new b2ChainShape();
  chain.CreateLoop(points, 50);
  ground.CreateFixture(chain, 0);
  free();
}

function drop(count) {
  const square = new b2PolygonShape();
  square.SetAsBox(0.4, 0.3);
  const circle = new b2CircleShape();
  circle.set_m_radius(0.35);
  for (let i = 0; i < count; i++) {
    const definition = new b2BodyDef();
    definition.set_type(b2_dynamicBody);
    definition.set_position(new b2Vec2(random() * 160 - 80, 3 + random() * 150));
    const body = world.CreateBody(definition);
    body.CreateFixture(i % 3 ? square : circle, 1);
    bodies.push(body);
  }
}

function positions() {
  return digest(Float64Array.from(bodies.flatMap((body) => [body.GetPosition().get_x(), body.GetPosition().get_y(), body.GetAngle()])));
}

show_memory('at first');
listen();
make_ground();
for (let round = 0; round < 4; round++) {
  drop(4000);
  for (let step = 0; step < 15; step++) world.Step(1 / 60, 3, 2);
  show(`round ${round}`, [bodies.length, contacts, positions()]);
}
let found = 0;
const query = Object.assign(new JSQueryCallback(), { ReportFixture: (fixture) => Boolean(found += getPointer(wrapPointer(fixture, b2Fixture)) > 0) });
const area = new b2AABB();
area.set_lowerBound(new b2Vec2(-20, 0));
area.set_upperBound(new b2Vec2(20, 30));
world.QueryAABB(query, area);
show('found', found);
show('mass', bodies.slice(0, 4).map((body) => body.GetMass().toFixed(6)));
show_memory('at last');
