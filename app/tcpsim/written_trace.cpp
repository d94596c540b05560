#include "app/tcpsim/written_trace.h"

#include "sim/base/assert.h"
#include "sim/export/json.h"
#include "sim/export/ladder.h"
#include "sim/export/pcapng.h"
#include "sim/trace/trace_file.h"

#include <sstream>

namespace tcpsim {

namespace {

std::string json_lines(const sim::Trace& trace) {
    std::ostringstream out;
    sim::write_json(trace, out);
    return out.str();
}

} // namespace

std::string ladder_text(const sim::Trace& trace, const Options& options) {
    const auto explanations =
        options.explain ? sim::Explanations::with : sim::Explanations::without;
    std::ostringstream out;
    sim::write_ladder(trace, {.language = options.language, .explanations = explanations}, out);
    return out.str();
}

std::string written_trace(const sim::Trace& trace, const Options& options) {
    switch (options.format) {
    case Format::ladder: return ladder_text(trace, options);
    case Format::pcapng: return sim::encode_pcapng(trace, options.language);
    case Format::json: return json_lines(trace);
    case Format::trace: return sim::encode_trace(trace);
    }
    sim::unreachable();
}

ExitStatus status_of(const sim::Trace& trace) {
    return trace.header.deadline_reached ? ExitStatus::deadline : ExitStatus::good;
}

} // namespace tcpsim
