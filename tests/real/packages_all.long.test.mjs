// Published packages, all of them: see packages.mjs. PACKAGES=draco3d,viz takes some, by their programs.
import { check_packages, kPackages } from './packages.mjs';

await check_packages('packages (all)', process.env.PACKAGES?.split(',') ?? Object.keys(kPackages));
