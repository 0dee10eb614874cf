@﻿#!/usr/bin/env node
"use strict"
/* c */ HEAP8 /* [ */ [ // x
 0 ]
\u0048EAP8[1]++   x = HEAP8[/]/.y] / 2
-->