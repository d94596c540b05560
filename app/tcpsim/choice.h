#pragma once

#include <CLI/CLI.hpp>
#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace tcpsim {

/// A word of the command line and what it stands for.
template <typename T>
struct Choice {
    std::string_view word;
    T value;
};

/// Declares an option that takes one of a few words; another word is a usage error that names them.
template <typename T>
void add_choice(CLI::App& command, const std::string& name, T& target,
                const std::vector<Choice<T>>& choices, const std::string& description) {
    std::string words;
    for (const Choice<T>& choice : choices)
        words += (words.empty() ? "" : "|") + std::string(choice.word);
    const auto take = [name, &target, choices, words](const std::string& text) {
        const auto chosen = std::find_if(choices.begin(), choices.end(),
                                         [&](const Choice<T>& each) { return each.word == text; });
        if (chosen == choices.end())
            throw CLI::ValidationError(name, "\"" + text + "\" is not one of " + words);
        target = chosen->value;
    };
    command.add_option_function<std::string>(name, take, description)->type_name(words);
}

} // namespace tcpsim
