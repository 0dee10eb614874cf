// Deliberately broken rewrites: each is a change of a line or two of heaplift's source, by exact text.
//
// {name, pass, regions, edits: [file, old text, new text]…}: `old text` has to be found exactly once. Those with
// `regions` concern -O and its programs (region_programs.mjs). The changed files are
// compiled apart from the sources, so nothing that is shipped is touched.

const kLowering = 'passes/lowering.cpp';

const kRegions = 'src/analysis/regions.cpp';

/** A kind of growth point that ends no region. */
const without_end = (name, kind) => ({
  name: `${name} does not end a region`,
  regions: true,
  edits: [[kRegions, 'if (!gone_[subject]) effects_[i]', `if (!gone_[subject] && growth_.points()[subject].kind != CallKind::${kind}) effects_[i]`]],
});

export const kMutations = [
  {
    name: 'a method is looked up before its operands are evaluated',
    edits: [[kLowering, 'return grows || access.optional ? Form::late : Form::direct;',
      'return grows && access.optional ? Form::late : Form::direct;']],
  },
  {
    name: 'the index of a compound assignment is evaluated twice',
    edits: [[kLowering, 'needs_index = !is_plain(index, text_) || analysis_.views.any_in(index.range());', 'needs_index = false;']],
  },
  {
    name: 'the value of a postfix operator is the new one',
    edits: [[kLowering, 'const bool computed_back = postfix && access.used && !old_kept;', 'const bool computed_back = false;']],
  },
  {
    name: 'the old value of a float is computed back from the new one',
    edits: [[kLowering, 'if (postfix && is_float(leaf(access).type)) return true;', ''],
      [kLowering, 'postfix && is_float(leaf(access).type) && !plan.value.empty();', 'false;']],
  },
  {
    name: 'a compound assignment loads after its right side was evaluated',
    edits: [[kLowering, '", " + kept + callee(leaf(access), Helper::load) + "(" + index + ") " + op);',
      '", " + kept + "(r => " + callee(leaf(access), Helper::load) + "(" + index + ") " + op + " r)");'],
    [kLowering, 'parenthesize_operand(value);\n  if (plan.value.empty()) {', 'edits_.wrap(value.range(), "(", ")");\n  if (plan.value.empty()) {']],
  },
  {
    name: 'the right side of a compound assignment is not put in parentheses',
    edits: [[kLowering, 'if (!is_primary(operand)) edits_.wrap(operand.range(), "(", ")");', 'static_cast<void>(operand);']],
  },
  {
    name: 'a logical assignment does not short-circuit',
    edits: [[kLowering, '") " + op + (kept ? " (" : " ")', 'std::string(") === null || ") + (kept ? "(" : "")']],
  },
  {
    name: 'aliases are not rewritten',
    edits: [[kLowering, 'if (plan.form == Form::untouched) return plan;',
      'if (plan.form == Form::untouched || leaf(access).origin == ViewOrigin::alias) return {.form = Form::untouched, .index = {}, .value = {}};']],
  },
  {
    name: 'a name declared by an inner `let` is taken for the view',
    edits: [['src/analysis/scopes.cpp', 'Binding binding{.name = scopes_.names.intern(text_of(name)),',
      'Binding binding{.name = scopes_.names.intern(kind == BindingKind::let && scope != 0 ? "hidden" : text_of(name)),']],
  },
  {
    name: 'Atomics get the view before their operands are evaluated',
    edits: [[kLowering, 'return emit_atomics(access);', 'return emit_view(access);']],
  },
  {
    name: 'no semicolon keeps a statement from becoming a call',
    edits: [[kLowering, 'if (access.asi_hazard)', 'if (false)']],
  },
  {
    name: 'temporaries are not declared',
    edits: [['passes/installation.cpp', '(after_directive ? "; var " : "var ") + names + "; ");',
      '"");']],
  },
  {
    name: 'the runtime never looks at the memory again',
    pass: 'growth-check',
    edits: [['passes/growth_check_runtime.cpp', 'if (m !== hl_of || !hl_shared) hl_update(m);', 'if (m !== hl_of) hl_update(m);']],
  },
  {
    name: 'the runtime does not ask a shared memory for its size',
    pass: 'growth-check',
    edits: [['passes/growth_check_runtime.cpp', 'if (pages * 65536 !== hl_buffer.byteLength) hl_update(m);', '']],
  },
  {
    name: 'a view is kept although it is detached',
    pass: 'memory-methods',
    edits: [['passes/memory_methods_runtime.cpp', 'if (!H || !H.length) H = hl_current(m, id, type);', 'if (!H) H = hl_current(m, id, type);']],
  },
  {
    name: 'a store does not give the value that was stored',
    pass: 'memory-methods',
    edits: [[kLowering, 'if (pass_.stores_give_value || !access.used) {', 'if (true) {']],
  },
  without_end('await', 'await_'),
  without_end('yield', 'yield_'),
  without_end('a call', 'call'),
  without_end('new', 'construct'),
  without_end('a tagged template', 'tag'),
  without_end('a step of an iterator', 'iterator_step'),
  {
    name: 'Atomics end no region',
    regions: true,
    edits: [['src/analysis/call_effects.cpp', 'if (global == "Atomics") return {.growth = Growth::unlikely};', 'if (global == "Atomics") return {.growth = Growth::never};']],
  },
  {
    name: 'a catch is taken to be in the region around its try',
    regions: true,
    edits: [['src/analysis/flow_graph.cpp', 'edge(current(), open[open.back().handler - 1].break_to);\n  begin_after', 'if (open[open.back().handler - 1].is_finally) edge(current(), open[open.back().handler - 1].break_to);\n  begin_after']],
  },
  {
    name: 'a finally is taken to be in the region around its try',
    regions: true,
    edits: [['src/analysis/flow_graph.cpp', 'edge(current(), open[open.back().handler - 1].break_to);\n  begin_after', 'if (!open[open.back().handler - 1].is_finally) edge(current(), open[open.back().handler - 1].break_to);\n  begin_after']],
  },
  {
    name: 'nothing comes back from the end of a loop',
    regions: true,
    edits: [['src/analysis/flow.cpp', 'if (field == Field::increment) graph_.edge(graph_.current(), up.at[2]);', '']],
  },
  {
    name: 'a labelled continue goes nowhere',
    regions: true,
    edits: [['src/analysis/flow_graph.cpp', 'jump(place, place == 0 ? kNoBlock : open[place - 1].continue_to);', 'jump(place, place == 0 || !label.empty() ? kNoBlock : open[place - 1].continue_to);']],
  },
  {
    name: 'operands are taken not to grow the memory',
    regions: true,
    edits: [[kRegions, 'return found == ends_.end() || *found >= operand.end;', 'return found == ends_.end() || *found >= operand.begin;']],
  },
  {
    name: 'functions are taken to begin inside of a region',
    regions: true,
    edits: [[kRegions, 'flow_, function, Checked{.reached = true},', 'flow_, function, Checked{.reached = true, .checked = true},']],
  },
  {
    name: 'one checked path is enough',
    regions: true,
    edits: [[kRegions, 'into.checked && from.checked', 'into.checked || from.checked']],
  },
  {
    name: 'a span is as long as an element',
    regions: true,
    edits: [['src/analysis/spans.cpp', 'base.range(), offset + size}', 'base.range(), size}']],
  },
  {
    name: 'a span has a base that is set again',
    regions: true,
    edits: [['src/analysis/spans.cpp', ' || set_again_[found->binding]', '']],
  },
  {
    name: 'a span is that of one of its bases',
    regions: true,
    edits: [[kRegions, 'known.base != kNone && known.base != span->base', 'false']],
  },
  {
    name: 'checks that meet serve their spans only',
    regions: true,
    edits: [[kRegions, 'if (check != kNone) unbounded_[check] = true;\n    }', '}']],
  },
  {
    name: 'a whole view is served by a span',
    regions: true,
    edits: [[kRegions, '  if (!span || (known.base', '  if (!span) return;\n  if ((known.base']],
  },
  {
    name: 'the check of a region does not see that views are detached',
    regions: true,
    edits: [['passes/growth_check_runtime.cpp', 'if (hl_shared ? hl_size(0) !== hl_pages : !hl_<id>.length) hl_resync();', 'if (hl_shared ? hl_size(0) !== hl_pages : !hl_of) hl_resync();']],
  },
  {
    name: 'the check of a region does not ask a shared memory for its size',
    regions: true,
    edits: [['passes/growth_check_runtime.cpp', 'if (hl_shared ? hl_size(0) !== hl_pages : !hl_<id>.length) hl_resync();', 'if (!hl_<id>.length) hl_resync();']],
  },
];
