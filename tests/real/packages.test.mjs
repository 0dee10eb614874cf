// Published packages, those that are quick: see packages.mjs. packages_all.long.test.mjs has the others.
import { check_packages } from './packages.mjs';

await check_packages('packages', ['draco3d', 'quickjs', 'sqlite']);
