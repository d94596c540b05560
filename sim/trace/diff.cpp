#include "sim/trace/diff.h"

#include "sim/trace/align.h"
#include "sim/trace/conversation_pairs.h"
#include "sim/trace/explanations.h"
#include "sim/trace/load_diff.h"
#include "sim/trace/wire_facts.h"

#include <algorithm>
#include <array>
#include <utility>

namespace sim {

namespace {

constexpr std::array sides{Side::opener, Side::acceptor};

// Segments: per connection and direction, in order of departure.

Pair segment_pair(const WireFacts* model, const WireFacts* kernel) {
    Pair pair{.kind = PairKind::segment};
    if (model != nullptr) pair.model = model->record;
    if (kernel != nullptr) pair.kernel = kernel->record;
    if (kernel == nullptr)
        pair.difference = "only the model sends " + in_short(*model);
    else if (model == nullptr)
        pair.difference = "only the kernel sends " + in_short(*kernel);
    else
        pair.difference = difference(*model, *kernel);
    pair.status = pair.difference.empty() ? PairStatus::matched : PairStatus::unexplained;
    return pair;
}

struct SegmentPair {
    const WireFacts* model{};
    const WireFacts* kernel{};
};

std::vector<SegmentPair> pairs_of(const std::vector<WireFacts>& model,
                                  const std::vector<WireFacts>& kernel) {
    const auto likeness = [&](std::size_t i, std::size_t j) {
        if (!is_same_segment(model[i], kernel[j])) {
            const bool resembles = model[i].seq == kernel[j].seq
                                   && model[i].flags.syn == kernel[j].flags.syn
                                   && model[i].flags.fin == kernel[j].flags.fin
                                   && model[i].flags.rst == kernel[j].flags.rst;
            return resembles ? Likeness::similar : Likeness::different;
        }
        return difference(model[i], kernel[j]).empty() ? Likeness::equal : Likeness::close;
    };
    std::vector<SegmentPair> pairs;
    for (const AlignedPair& found : align(model.size(), kernel.size(), likeness))
        pairs.push_back({found.first == AlignedPair::none ? nullptr : &model[found.first],
                         found.second == AlignedPair::none ? nullptr : &kernel[found.second]});
    return pairs;
}

/// What both sides of a conversation have sent, the opener first.
using SentByBoth = std::array<std::vector<WireFacts>, 2>;

SentByBoth segments_of(const Trace& trace, ConversationId id) {
    if (id == 0) return {};
    return {segments_sent(trace, id, Side::opener), segments_sent(trace, id, Side::acceptor)};
}

void compare_conversation(const Trace& model, const Trace& kernel, const ConversationPair& both,
                          Moments& moments, std::vector<Pair>& pairs) {
    const SentByBoth ours = segments_of(model, both.model);
    const SentByBoth theirs = segments_of(kernel, both.kernel);
    for (const Side side : sides) {
        const auto own = static_cast<std::size_t>(side);
        const std::size_t peer = 1 - own;
        const OneWay direction{.model = model,
                               .kernel = kernel,
                               .conversation = both,
                               .side = side,
                               .model_sent = ours.at(own),
                               .kernel_sent = theirs.at(own),
                               .peer_model_sent = ours.at(peer),
                               .peer_kernel_sent = theirs.at(peer),
                               .moments = moments};
        for (const SegmentPair& two : pairs_of(ours.at(own), theirs.at(own))) {
            pairs.push_back(segment_pair(two.model, two.kernel));
            if (pairs.back().status == PairStatus::unexplained)
                explain(direction, two.model, two.kernel, pairs.back());
        }
    }
}

void compare_segments(const Trace& model, const Trace& kernel, Moments& moments,
                      std::vector<Pair>& pairs) {
    for (const ConversationPair& both : paired_conversations(model, kernel))
        compare_conversation(model, kernel, both, moments, pairs);
}

// Calls: what each program's calls returned, in order. Numbers of sockets are each stage's own.

struct ReturnedCall {
    RecordId record{};
    const CallEvent* call{};
};

std::vector<ReturnedCall> calls_returned(const Trace& trace, std::uint16_t program) {
    std::vector<ReturnedCall> calls;
    for (RecordId id = 1; id <= trace.last(); ++id) {
        if (trace.record(id).kind != RecordKind::call) continue;
        const CallEvent& call = trace.calls.at(trace.record(id).detail);
        if (call.program == program && call.phase == CallPhase::returned)
            calls.push_back({.record = id, .call = &call});
    }
    return calls;
}

bool hands_out_socket(const CallEvent& call) {
    return call.name == "socket" || call.name == "accept";
}

std::string result_text(const CallEvent& call) {
    if (!call.error.empty()) return call.error;
    if (hands_out_socket(call)) return "a socket";
    return std::to_string(call.result.value_or(0));
}

std::string call_difference(const CallEvent& model, const CallEvent& kernel) {
    if (result_text(model) == result_text(kernel)) return {};
    return model.name + "() returns " + result_text(model) + " against " + result_text(kernel);
}

Likeness likeness_of(const CallEvent& model, const CallEvent& kernel) {
    if (model.name != kernel.name || model.line != kernel.line) return Likeness::different;
    return call_difference(model, kernel).empty() ? Likeness::equal : Likeness::similar;
}

/// Two calls side by side; null where a stage has none.
Pair call_pair(const ReturnedCall* model, const ReturnedCall* kernel) {
    Pair pair{.kind = PairKind::call, .status = PairStatus::unexplained};
    if (model != nullptr) pair.model = model->record;
    if (kernel != nullptr) pair.kernel = kernel->record;
    if (model == nullptr)
        pair.difference = "only on the kernel " + kernel->call->name + "() returns";
    else if (kernel == nullptr)
        pair.difference = "only in the model " + model->call->name + "() returns";
    else
        pair.difference = call_difference(*model->call, *kernel->call);
    return pair;
}

/// Says why two calls differ that are about a connection of the hosts' own.
void explain_call(const std::vector<ConversationPair>& conversations, const Trace& model,
                  const Trace& kernel, Moments& moments, Pair& pair) {
    const Trace& trace = pair.model != 0 ? model : kernel;
    const Record& record = trace.record(pair.model != 0 ? pair.model : pair.kernel);
    const auto found =
        std::find_if(conversations.begin(), conversations.end(), [&](const ConversationPair& both) {
            return (pair.model != 0 ? both.model : both.kernel) == record.conversation;
        });
    if (record.conversation == 0 || found == conversations.end()) return;
    const Side side = trace.conversation(record.conversation).side_of(record.host);
    explain_call(moments.of(*found, side), pair);
}

void compare_calls(const Trace& model, const Trace& kernel, Moments& moments,
                   std::vector<Pair>& pairs) {
    const std::size_t programs =
        std::max(model.header.programs.size(), kernel.header.programs.size());
    const std::vector<ConversationPair> conversations = paired_conversations(model, kernel);
    for (std::uint16_t program = 0; program < programs; ++program) {
        const std::vector<ReturnedCall> ours = calls_returned(model, program);
        const std::vector<ReturnedCall> theirs = calls_returned(kernel, program);
        const auto likeness = [&](std::size_t i, std::size_t j) {
            return likeness_of(*ours[i].call, *theirs[j].call);
        };
        for (const AlignedPair& found : align(ours.size(), theirs.size(), likeness)) {
            const bool has_model = found.first != AlignedPair::none;
            const bool has_kernel = found.second != AlignedPair::none;
            Pair pair = call_pair(has_model ? &ours[found.first] : nullptr,
                                  has_kernel ? &theirs[found.second] : nullptr);
            if (pair.difference.empty()) continue;
            explain_call(conversations, model, kernel, moments, pair);
            pairs.push_back(std::move(pair));
        }
    }
}

// States: the kernel's are those seen after a packet, gaps are not filled. So they must appear in
// the model's sequence in order, and both must end in the same one.

struct StateSeen {
    RecordId record{};
    State state{};
};

std::vector<StateSeen> states_of(const Trace& trace, ConversationId conversation, HostId host) {
    std::vector<StateSeen> states;
    for (RecordId id = 1; id <= trace.last(); ++id) {
        const Record& record = trace.record(id);
        if (record.kind == RecordKind::state && record.conversation == conversation
            && record.host == host)
            states.push_back({.record = id, .state = record.state});
    }
    return states;
}

Pair state_pair(const StateSeen* model, const StateSeen* kernel, std::string difference) {
    Pair pair{.kind = PairKind::state,
              .status = PairStatus::unexplained,
              .difference = std::move(difference)};
    if (model != nullptr) pair.model = model->record;
    if (kernel != nullptr) pair.kernel = kernel->record;
    return pair;
}

void compare_end(const std::vector<StateSeen>& model, const std::vector<StateSeen>& kernel,
                 std::vector<Pair>& pairs) {
    auto place = model.begin();
    for (const StateSeen& seen : kernel) {
        const auto found = std::find_if(
            place, model.end(), [&](const StateSeen& own) { return own.state == seen.state; });
        if (found == model.end()) {
            pairs.push_back(state_pair(nullptr, &seen,
                                       "only the kernel reaches " + std::string(name_of(seen.state))
                                           + " here"));
            return;
        }
        place = std::next(found);
    }
    if (model.empty() || kernel.empty() || model.back().state == kernel.back().state) return;
    pairs.push_back(state_pair(&model.back(), &kernel.back(),
                               "the model ends in " + std::string(name_of(model.back().state))
                                   + ", the kernel in "
                                   + std::string(name_of(kernel.back().state))));
}

void compare_states(const Trace& model, const Trace& kernel, std::vector<Pair>& pairs) {
    for (const ConversationPair& both : paired_conversations(model, kernel)) {
        if (both.model == 0 || both.kernel == 0) continue;
        for (const Side side : sides)
            compare_end(
                states_of(model, both.model, model.conversation(both.model).end(side).host),
                states_of(kernel, both.kernel, kernel.conversation(both.kernel).end(side).host),
                pairs);
    }
}

Time time_of(const Pair& pair, const Trace& model, const Trace& kernel) {
    return pair.model != 0 ? model.record(pair.model).at : kernel.record(pair.kernel).at;
}

void count(Diff& diff) {
    diff.segments = static_cast<std::uint32_t>(diff.pairs.size());
    const auto is_matched = [](const LoadRow& row) { return row.status == PairStatus::matched; };
    diff.segments += static_cast<std::uint32_t>(
        diff.load.size() - std::count_if(diff.load.begin(), diff.load.end(), is_matched));
    for (const LoadRow& row : diff.load) {
        if (row.status == PairStatus::explained) ++diff.explained;
        if (row.status == PairStatus::unexplained) ++diff.unexplained;
    }
    for (const Pair& pair : diff.pairs) {
        if (pair.status == PairStatus::matched) ++diff.matched;
        if (pair.status == PairStatus::explained) ++diff.explained;
        if (pair.status == PairStatus::unexplained) ++diff.unexplained;
    }
}

} // namespace

Diff compare(const Trace& model, const Trace& kernel) {
    Diff diff;
    Moments moments(model, kernel);
    compare_segments(model, kernel, moments, diff.pairs);
    compare_calls(model, kernel, moments, diff.pairs);
    compare_states(model, kernel, diff.pairs);
    diff.load = compare_loads(model, kernel);
    std::stable_sort(diff.pairs.begin(), diff.pairs.end(), [&](const Pair& a, const Pair& b) {
        return time_of(a, model, kernel) < time_of(b, model, kernel);
    });
    count(diff);
    return diff;
}

} // namespace sim
