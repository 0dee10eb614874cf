// The examples in docs/passes are what heaplift does: a fenced block behind `<!-- fixture: CASE/FILE -->` in the page
// of a pass is that file of the pass's fixtures.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "passes/pass.h"

namespace heaplift {
namespace {

namespace fs = std::filesystem;

struct Example {
  std::string file;  // CASE/FILE
  std::string text;
};

std::string read(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  EXPECT_TRUE(file) << path << " cannot be read";
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

std::vector<Example> examples_in(const std::string& page) {
  constexpr std::string_view kMark = "<!-- fixture: ";
  std::vector<Example> examples;
  std::istringstream lines(page);
  bool marked = false;
  bool inside = false;
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with(kMark)) {
      marked = true;
      examples.push_back({line.substr(kMark.size(), line.find(" -->") - kMark.size()), ""});
    } else if (line.starts_with("```")) {
      if (!inside && !marked) ADD_FAILURE() << "an example that no fixture backs";
      if (inside) marked = false;
      inside = !inside;
    } else if (inside && marked) {
      examples.back().text += line + "\n";
    }
  }
  return examples;
}

TEST(DocsTest, ExamplesOfPassesAreFixtures) {
  const fs::path root = HEAPLIFT_SOURCE_DIR;
  for (const Pass& pass : passes()) {
    SCOPED_TRACE(pass.name);
    const auto examples = examples_in(read(root / "docs/passes" / (std::string(pass.name) + ".md")));
    EXPECT_GE(examples.size(), 2U) << "a page shows what a pass does, before and after";
    for (const Example& example : examples) {
      EXPECT_EQ(example.text, read(root / "fixtures" / pass.name / example.file)) << example.file;
    }
  }
}

}  // namespace
}  // namespace heaplift
