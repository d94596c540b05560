#include "app/tcpsim/comparison.h"

#include "sim/base/assert.h"
#include "sim/export/json_text.h"
#include "sim/export/names.h"
#include "sim/tcp/state.h"

#include <string_view>

namespace tcpsim {

namespace {

constexpr std::size_t time_width = 12;

char mark(sim::PairStatus status) {
    switch (status) {
    case sim::PairStatus::matched: return '=';
    case sim::PairStatus::explained: return '~';
    case sim::PairStatus::unexplained: return '!';
    }
    sim::unreachable();
}

std::string_view name_of(sim::PairStatus status) {
    switch (status) {
    case sim::PairStatus::matched: return "matched";
    case sim::PairStatus::explained: return "explained";
    case sim::PairStatus::unexplained: return "unexplained";
    }
    sim::unreachable();
}

std::string_view name_of(sim::PairKind kind) {
    switch (kind) {
    case sim::PairKind::segment: return "segment";
    case sim::PairKind::call: return "call";
    case sim::PairKind::state: return "state";
    }
    sim::unreachable();
}

std::string right_aligned(std::string text) {
    if (text.size() < time_width) text.insert(0, time_width - text.size(), ' ');
    return text;
}

/// When a record happened, in milliseconds; a dash where this side has none.
std::string time_text(const sim::Trace& trace, sim::RecordId id) {
    if (id == 0) return right_aligned("-");
    return right_aligned(sim::milliseconds_text(trace.record(id).at - sim::Time{}));
}

std::string segment_text(const sim::Trace& trace, const sim::Record& record) {
    std::string text =
        sim::flag_words(record.flags) + " seq " + std::to_string(sim::relative_seq(trace, record));
    if (record.flags.ack) text += " ack " + std::to_string(sim::relative_ack(trace, record));
    if (record.length != 0) text += " len " + std::to_string(record.length);
    return text + " win " + std::to_string(record.window);
}

std::string call_text(const sim::Trace& trace, const sim::Record& record) {
    const sim::CallEvent& call = trace.calls.at(record.detail);
    std::string text = call.name + "(";
    for (std::size_t i = 0; i < call.arguments.size(); ++i)
        text += (i == 0 ? "" : ", ") + call.arguments[i];
    text += ")";
    if (call.result) text += " = " + std::to_string(*call.result);
    if (!call.error.empty()) text += " " + call.error;
    return text;
}

std::string record_text(const sim::Trace& trace, sim::PairKind kind, const sim::Record& record) {
    switch (kind) {
    case sim::PairKind::segment: return segment_text(trace, record);
    case sim::PairKind::call: return call_text(trace, record);
    case sim::PairKind::state: return std::string(sim::name_of(record.state));
    }
    sim::unreachable();
}

const std::string& explanation(const sim::Pair& pair, Language language) {
    return language == Language::chinese ? pair.explanation_zh : pair.explanation_en;
}

std::string member(std::string_view name, sim::RecordId id) {
    return id == 0 ? std::string{} : ", " + sim::json_string(name) + ": " + std::to_string(id);
}

std::string member(std::string_view name, std::string_view text) {
    return text.empty() ? std::string{}
                        : ", " + sim::json_string(name) + ": " + sim::json_string(text);
}

} // namespace

std::string Comparison::subject(const sim::Pair& pair) const {
    const sim::Trace& trace = pair.model != 0 ? model_ : kernel_;
    const sim::Record& record = trace.record(pair.model != 0 ? pair.model : pair.kernel);
    return std::string(sim::host_name(trace, record.host)) + "  "
           + record_text(trace, pair.kind, record);
}

std::string Comparison::row(const sim::Pair& pair) const {
    std::string text = std::string(1, mark(pair.status)) + time_text(model_, pair.model)
                       + time_text(kernel_, pair.kernel) + "   " + subject(pair) + "\n";
    if (pair.status == sim::PairStatus::matched) return text;
    const std::string indent(2 + 2 * time_width + 2, ' ');
    text += indent + pair.difference + "\n";
    if (pair.status == sim::PairStatus::explained)
        text += indent + std::string(sim::text_of(pair.rule).name) + ": "
                + explanation(pair, language_) + "\n";
    return text;
}

std::string Comparison::table(Detail detail) const {
    const bool chinese = language_ == Language::chinese;
    std::string text = chinese ? "   模型 (ms)   内核 (ms)\n" : "   model (ms) kernel (ms)\n";
    for (const sim::Pair& pair : diff_.pairs) {
        const bool differs = pair.status != sim::PairStatus::matched;
        if (pair.kind == sim::PairKind::segment || differs || detail == Detail::everything)
            text += row(pair);
    }
    return diff_.load.empty() ? text : text + load_table();
}

const std::string& in(Language language, const sim::BilingualWords& words) {
    return language == Language::chinese ? words.zh : words.en;
}

/// The load, after the segments: what it is, on the model, on the kernel.
std::string Comparison::load_table() const {
    const bool chinese = language_ == Language::chinese;
    constexpr std::size_t what_width = 36;
    std::string text = chinese ? "\n   负载\n" : "\n   load\n";
    for (const sim::LoadRow& row : diff_.load) {
        std::string what = in(language_, row.what);
        if (what.size() < what_width) what.append(what_width - what.size(), ' ');
        text += std::string(1, mark(row.status)) + "  " + what + (chinese ? "模型 " : "model ")
                + in(language_, row.model) + (chinese ? "，内核 " : ", kernel ")
                + in(language_, row.kernel) + "\n";
        if (row.status != sim::PairStatus::explained) continue;
        text += "       " + std::string(sim::text_of(row.rule).name) + ": "
                + in(language_, row.explanation) + "\n";
    }
    return text;
}

std::string Comparison::json_line(const sim::LoadRow& row) const {
    const bool explained = row.status == sim::PairStatus::explained;
    return R"({"pair": "load")" + member("status", name_of(row.status))
           + member("what", in(language_, row.what)) + member("model", in(language_, row.model))
           + member("kernel", in(language_, row.kernel))
           + member("rule", explained ? sim::text_of(row.rule).name : std::string_view{})
           + member("explanation", in(language_, row.explanation)) + "}\n";
}

std::string Comparison::json_line(const sim::Pair& pair) const {
    const bool explained = pair.status == sim::PairStatus::explained;
    const std::string_view rule = explained ? sim::text_of(pair.rule).name : std::string_view{};
    return "{\"pair\": " + sim::json_string(name_of(pair.kind))
           + member("status", name_of(pair.status)) + member("model", pair.model)
           + member("kernel", pair.kernel) + member("rule", rule)
           + member("difference", pair.difference)
           + member("explanation", explanation(pair, language_)) + "}\n";
}

std::string Comparison::json() const {
    std::string lines;
    for (const sim::Pair& pair : diff_.pairs)
        lines += json_line(pair);
    for (const sim::LoadRow& row : diff_.load)
        lines += json_line(row);
    return lines;
}

std::string Comparison::summary() const {
    return std::to_string(diff_.segments) + " segments, " + std::to_string(diff_.matched)
           + " matched, " + std::to_string(diff_.explained) + " explained, "
           + std::to_string(diff_.unexplained) + " unexplained\n";
}

} // namespace tcpsim
