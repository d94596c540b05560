#include "tests/house/source_tree.h"

#include <algorithm>
#include <cctype>
#include <fstream>
#include <iterator>

namespace house {

namespace {

bool is_word(char letter) {
    return std::isalnum(static_cast<unsigned char>(letter)) != 0 || letter == '_';
}

/// Whether the quote at `at` stands inside a number (1'000), and so opens nothing.
bool is_digit_separator(std::string_view text, std::size_t at) {
    std::size_t start = at;
    while (start > 0 && (is_word(text[start - 1]) || text[start - 1] == '\''))
        --start;
    return start < at && std::isdigit(static_cast<unsigned char>(text[start])) != 0;
}

/// Where the literal that opens at `at` ends: the place after its closing quote.
std::size_t end_of_literal(std::string_view text, std::size_t at) {
    const char quote = text[at];
    if (quote == '"' && at > 0 && text[at - 1] == 'R') {
        const std::size_t open = text.find('(', at);
        const std::string close = ")" + std::string{text.substr(at + 1, open - at - 1)} + "\"";
        return std::min(text.find(close, open), text.size() - close.size()) + close.size();
    }
    std::size_t end = at + 1;
    while (end < text.size() && text[end] != quote && text[end] != '\n')
        end += text[end] == '\\' ? 2 : 1;
    return std::min(end + 1, text.size());
}

/// Where the comment that opens at `at` ends; `at` itself when none opens there.
std::size_t end_of_comment(std::string_view text, std::size_t at) {
    if (text.substr(at, 2) == "//") return std::min(text.find('\n', at), text.size());
    if (text.substr(at, 2) == "/*") return std::min(text.find("*/", at + 2), text.size() - 2) + 2;
    return at;
}

void blank_range(std::string& text, std::size_t from, std::size_t to) {
    for (std::size_t i = from; i < to; ++i)
        if (text[i] != '\n') text[i] = ' ';
}

std::string without_spaces(std::string text) {
    text.erase(std::remove_if(text.begin(), text.end(),
                              [](unsigned char letter) { return std::isspace(letter) != 0; }),
               text.end());
    return text;
}

std::string read_file(const std::filesystem::path& path) {
    std::ifstream in{path, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
}

} // namespace

std::vector<SourceFile> read_sources(const std::filesystem::path& top) {
    std::vector<SourceFile> found;
    for (const char* folder : {"app", "sim", "live", "ui", "tests"}) {
        if (!std::filesystem::exists(top / folder)) continue;
        for (const auto& entry : std::filesystem::recursive_directory_iterator{top / folder}) {
            const auto suffix = entry.path().extension();
            if (suffix != ".h" && suffix != ".cpp" && suffix != ".inc") continue;
            found.push_back({std::filesystem::relative(entry.path(), top).generic_string(),
                             read_file(entry.path())});
        }
    }
    std::sort(found.begin(), found.end(),
              [](const SourceFile& a, const SourceFile& b) { return a.path < b.path; });
    return found;
}

const std::vector<SourceFile>& this_tree() {
    static const std::vector<SourceFile> tree = read_sources(THEATER_SOURCE_DIR);
    return tree;
}

std::string blanked(std::string_view text, Blank what) {
    std::string result{text};
    std::size_t at = 0;
    while (at < text.size()) {
        if (const std::size_t end = end_of_comment(text, at); end != at) {
            blank_range(result, at, end);
            at = end;
        } else if ((text[at] == '"' || text[at] == '\'') && !is_digit_separator(text, at)) {
            const std::size_t literal_end = end_of_literal(text, at);
            if (what == Blank::comments_and_literals) blank_range(result, at, literal_end);
            at = literal_end;
        } else {
            ++at;
        }
    }
    return result;
}

std::vector<Include> includes_of(std::string_view text) {
    constexpr std::string_view keyword = "#include";
    const std::string code = blanked(text, Blank::comments);
    const std::string bare = blanked(text, Blank::comments_and_literals);
    std::vector<Include> found;
    int line = 1;
    for (std::size_t at = 0; at < code.size(); ++line) {
        const std::size_t end = std::min(code.find('\n', at), code.size());
        const std::string words = without_spaces(code.substr(at, end - at));
        const bool real = without_spaces(bare.substr(at, end - at)).rfind(keyword, 0) == 0;
        if (real && words.size() > keyword.size() + 2)
            found.push_back({words.substr(keyword.size() + 1, words.size() - keyword.size() - 2),
                             words[keyword.size()] == '<', line});
        at = end + 1;
    }
    return found;
}

} // namespace house
