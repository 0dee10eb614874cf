// The declarations of commands and flags for CLI11, and the words that it takes from the command line as they are.
#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

namespace heaplift {

inline constexpr auto kSourceMapBeside = ".";

// What was written on the command line; not checked yet.
struct RawArguments {
  std::vector<std::string> files;
  std::vector<std::string> passes;
  std::vector<std::string> views;
  std::vector<std::string> rules;
  std::string output;
  std::string out_dir;
  std::string source_map;  // kSourceMapBeside when the flag has no value
  std::string stdin_name;
  std::string prefix;
  std::string memory;
  std::string names = "wasm";
  std::string runtime = "inject";
  std::string color = "auto";
  std::string format = "text";
  std::vector<std::string> ignore_patterns;
  std::string config;
  std::string print_config;
  std::string output_file;
  std::string baseline;
  std::size_t max_warnings = 0;
  bool no_ignore = false;
  bool no_config = false;
  bool update_baseline = false;
  bool fix = false;
  bool shared_memory = false;
  std::string shell;
  unsigned jobs = 0;
  bool in_place = false;
  bool check = false;
  bool diff = false;
  bool verify = false;
  bool stats = false;
  bool quiet = false;
  bool verbose = false;
  bool optimize = false;
  bool assume_aligned = false;
  bool json = false;
};

// Declares all commands on `app`; parsing then fills `raw`, which must outlive `app`.
void declare_commands(CLI::App& app, RawArguments& raw);

}  // namespace heaplift
