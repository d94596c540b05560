#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

/// Tests of the house itself: what stands in its source files, read as text.
namespace house {

/// A source file: its path from the top of the tree, with '/', and its content.
struct SourceFile {
    std::string path, text;
};

/// Every .h, .cpp and .inc below app, sim, live, ui and tests, in order of their paths.
std::vector<SourceFile> read_sources(const std::filesystem::path& top);

/// The tree this test was built from.
const std::vector<SourceFile>& this_tree();

enum class Blank { comments, comments_and_literals };

/// `text` with comments, or comments and what stands in quotes, replaced by spaces. Lines and
/// columns stay where they were.
std::string blanked(std::string_view text, Blank what);

/// One #include line.
struct Include {
    std::string name; ///< between the quotes or angle brackets
    bool in_angles{};
    int line{};
};

std::vector<Include> includes_of(std::string_view text);

} // namespace house
