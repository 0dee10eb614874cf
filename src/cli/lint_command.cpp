// `heaplift lint`: finds the files and what holds for each, runs the rules, and reports.
#include <algorithm>
#include <filesystem>
#include <utility>

#include "passes/rewrite.h"
#include "src/cli/baseline.h"
#include "src/cli/commands.h"
#include "src/cli/config_search.h"
#include "src/cli/file_search.h"
#include "src/cli/files.h"
#include "src/cli/inputs.h"
#include "src/cli/jobs.h"
#include "src/cli/lint_report.h"
#include "src/cli/messages.h"

namespace heaplift {
namespace {

constexpr std::string_view kFixPass = "growth-check";

// One file to look at.
struct LintJob {
  std::string file;  // as a command takes it
  LintOptions options;
  FileFindings result;
  std::string fixed;  // with --fix: the rewritten text; empty: it stays as it is
};

class Linter {
 public:
  explicit Linter(const LintCommand& command)
      : command_(command),
        style_(message_style(command.color, command.verbosity)),
        color_(command.output_file.empty() && colors_standard_output(command.color)) {}

  int run() {
    if (!command_.print_config.empty()) return print_config();
    if (const Status status = prepare(); !status) return fail(status.error());
    for_each_index(jobs_.size(), command_.jobs, [&](std::size_t i) { look_at(jobs_[i]); });
    if (command_.fix) {
      if (const Status status = write_fixes(); !status) return fail(status.error());
    }
    std::vector<FileFindings> files;
    for (LintJob& job : jobs_) {
      write_standard_error(job.result.messages);
      files.push_back(std::move(job.result));
    }
    if (const Status status = apply_baseline(files); !status) return fail(status.error());
    return report(files);
  }

 private:
  int fail(const Error& error) const {
    // A message about a configuration is whole lines already.
    const bool whole = error.message.ends_with('\n');
    write_standard_error(whole ? error.message : error_line("heaplift", error.message, style_));
    return kFailed;
  }

  int print_config() {
    const auto config = ConfigSearch(command_, style_).for_file(command_.print_config);
    if (!config) return fail(config.error());
    const Status status = write_standard_output(print_lint_options(config.value().options));
    return status ? kDone : fail(status.error());
  }

  // Finds the files and their configurations.
  Status prepare() {
    const auto files =
        find_files({command_.files, command_.search.ignore_patterns, command_.search.respect_gitignore, false});
    if (!files) return files.error();
    ConfigSearch configs(command_, style_);
    for (const std::string& file : files.value()) {
      auto config = configs.for_file(file);
      if (!config) return config.error();
      if (!config.value().ignored) jobs_.push_back({file, std::move(config.value().options), {}, {}});
    }
    return kOk;
  }

  void look_at(LintJob& job) const {
    job.result.name = job.file == "-" ? command_.stdin_name : job.file;
    const auto source = read_source(job.file, command_.stdin_name, style_);
    if (!source) {
      job.result.failed = true;
      job.result.messages = source.error().message;
      return;
    }
    lint_source(source.value(), job);
    const bool fixable =
        std::ranges::any_of(job.result.findings, [](const ReportedFinding& finding) { return finding.rule->fixable; });
    if (command_.fix && fixable) fix(source.value(), job);
  }

  void lint_source(const Source& source, LintJob& job) const {
    FileFindings& result = job.result;
    result.findings.clear();
    const auto found = lint(source, job.options);
    if (!found) {
      result.failed = true;
      result.messages += error_line(result.name, "internal error: " + found.error().message, style_);
      return;
    }
    result.failed = found.value().failed();
    result.messages += render_all(source, found.value().diagnostics, style_);
    result.suppressed = found.value().suppressed;
    for (const Finding& finding : found.value().findings) result.findings.push_back(reported(source, finding));
  }

  [[nodiscard]] ReportedFinding reported(const Source& source, const Finding& finding) const {
    ReportedFinding result{finding.rule,
                           finding.severity,
                           finding.message,
                           source.position(finding.range.begin),
                           source.position(finding.range.end),
                           {},
                           fingerprint_of(source, finding.range, finding.rule->name)};
    if (command_.format == LintFormat::text) {
      const std::string message = finding.message + " [" + std::string(finding.rule->name) + "]";
      result.frame = render(source, {finding.severity, finding.range, message}, color_);
    }
    return result;
  }

  // Rewrites the whole file. One that cannot be rewritten as a whole stays as it is, and its findings are reported.
  void fix(const Source& source, LintJob& job) const {
    RewriteOptions options;
    options.views = job.options.views;
    const auto rewriting = rewrite(source, *find_pass(kFixPass), options);
    if (!rewriting) {
      job.result.messages += error_line(job.result.name, "internal error: " + rewriting.error().message, style_);
      return;
    }
    if (rewriting.value().failed()) {
      job.result.messages += render_all(source, rewriting.value().diagnostics, style_);
      return;
    }
    if (rewriting.value().edits.empty()) return;
    std::string text = apply_edits(source.text(), rewriting.value().edits);
    const auto fixed = Source::make(std::string(source.name()), text);
    if (!fixed) return;
    lint_source(fixed.value(), job);
    job.fixed = std::move(text);
  }

  Status write_fixes() const {
    FileReplacement replacement;
    for (const LintJob& job : jobs_) {
      if (job.fixed.empty()) continue;
      if (Status status = replacement.add(job.file, job.fixed); !status) return status;
    }
    return replacement.commit();
  }

  [[nodiscard]] std::string name_in_baseline(const std::string& name) const {
    std::error_code error;
    const auto folder = std::filesystem::absolute(command_.baseline, error).parent_path();
    return std::filesystem::absolute(name, error).lexically_normal().lexically_relative(folder).generic_string();
  }

  Status apply_baseline(std::vector<FileFindings>& files) const {
    if (command_.baseline.empty()) return kOk;
    std::vector<std::string> names;
    names.reserve(files.size());
    for (const FileFindings& file : files) names.push_back(name_in_baseline(file.name));
    if (command_.update_baseline) {
      FileReplacement replacement;
      if (Status status = replacement.add(command_.baseline, Baseline::of(files, names).text()); !status) return status;
      if (Status status = replacement.commit(); !status) return status;
    }
    const auto text = read_file(command_.baseline);
    if (!text) return text.error();
    const auto baseline = Baseline::read(text.value());
    if (!baseline) return Error{"cannot use '" + command_.baseline + "': " + baseline.error().message};
    for (std::size_t i = 0; i < files.size(); ++i) baseline.value().remove_known(files[i], names[i]);
    return kOk;
  }

  [[nodiscard]] Status write_report(const std::string& text) const {
    if (command_.output_file.empty()) return write_standard_output(text);
    FileReplacement replacement;
    if (Status status = replacement.add(command_.output_file, text); !status) return status;
    return replacement.commit();
  }

  int report(const std::vector<FileFindings>& files) const {
    const Status status = write_report(report_of(command_.format, files));
    if (command_.stats) write_standard_error(lint_statistics(files));
    if (!status) return fail(status.error());
    if (std::ranges::any_of(files, &FileFindings::failed)) return kFailed;
    const bool errors = count_findings(files, Severity::error) > 0;
    return errors || count_findings(files, Severity::warning) > command_.max_warnings ? kFindings : kDone;
  }

  const LintCommand& command_;
  MessageStyle style_;
  bool color_;
  std::vector<LintJob> jobs_;
};

}  // namespace

int run(const LintCommand& command) { return Linter(command).run(); }

}  // namespace heaplift
