// The declarations of commands and flags for CLI11, and the words that it takes from the command line as they are.
#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

namespace heaplift {

// What was written on the command line; not checked yet.
struct RawArguments {
  std::vector<std::string> files;
  std::vector<std::string> passes;
  std::vector<std::string> views;
  std::string output;
  std::string out_dir;
  std::string stdin_name;
  std::string prefix;
  std::string memory;
  std::string names = "wasm";
  std::string runtime = "inject";
  std::string color = "auto";
  unsigned jobs = 0;
  bool in_place = false;
  bool check = false;
  bool diff = false;
  bool verify = false;
  bool stats = false;
  bool quiet = false;
  bool verbose = false;
  bool assume_aligned = false;
  bool json = false;
};

// Declares all commands on `app`; parsing then fills `raw`, which must outlive `app`.
void declare_commands(CLI::App& app, RawArguments& raw);

}  // namespace heaplift
