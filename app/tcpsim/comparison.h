#pragma once

#include "app/tcpsim/language.h"
#include "sim/trace/diff.h"
#include "sim/trace/trace.h"

#include <cstdint>
#include <string>

namespace tcpsim {

enum class Detail : std::uint8_t { differences, everything };

/// Two traces and what lies between them, as text.
class Comparison {
public:
    Comparison(const sim::Trace& model, const sim::Trace& kernel, Language language)
        : model_(model), kernel_(kernel), language_(language), diff_(sim::compare(model, kernel)) {}

    [[nodiscard]] const sim::Trace& model() const { return model_; }
    [[nodiscard]] const sim::Trace& kernel() const { return kernel_; }
    [[nodiscard]] const sim::Diff& diff() const { return diff_; }

    /// A line a segment, and a line for each call and state that differs (or for all of them), with
    /// both times and the reason for each difference.
    [[nodiscard]] std::string table(Detail detail) const;
    /// The pairs as JSON lines.
    [[nodiscard]] std::string json() const;
    /// "11 segments, 11 matched, 0 explained, 0 unexplained": the same in every language.
    [[nodiscard]] std::string summary() const;

private:
    [[nodiscard]] std::string row(const sim::Pair& pair) const;
    [[nodiscard]] std::string subject(const sim::Pair& pair) const;
    [[nodiscard]] std::string json_line(const sim::Pair& pair) const;
    [[nodiscard]] std::string json_line(const sim::LoadRow& row) const;
    [[nodiscard]] std::string load_table() const;

    const sim::Trace& model_;
    const sim::Trace& kernel_;
    Language language_;
    sim::Diff diff_;
};

} // namespace tcpsim
