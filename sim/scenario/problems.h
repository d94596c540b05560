#pragma once

#include "sim/scenario/document.h"

#include <optional>
#include <string>

namespace sim {

/// What is wrong with a scenario: the first complaint counts, so that a reader may go on with a
/// stand-in value and need not ask after every step.
class Problems {
public:
    explicit Problems(std::string file) : file_(std::move(file)) {}

    void report(const Place& place, std::string message, std::string remedy = {}) {
        if (first_) return;
        first_ = Error{.message = std::move(message),
                       .file = place.argument.empty() ? file_ : place.argument,
                       .line = place.line,
                       .column = place.column,
                       .remedy = std::move(remedy)};
    }
    [[nodiscard]] const std::optional<Error>& first() const { return first_; }

private:
    std::string file_;
    std::optional<Error> first_;
};

} // namespace sim
