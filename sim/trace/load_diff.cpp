#include "sim/trace/load_diff.h"

#include "sim/trace/queue_events.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <optional>

namespace sim {

namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

/// One listener on both stages. Sample number i is the one of that multiple of the period.
struct Listening {
    HostId host{};
    std::uint16_t port{};

    bool operator==(const Listening&) const = default;
};
using Samples = std::vector<std::optional<QueueSample>>;
struct TwoSamples {
    const Samples& model;
    const Samples& kernel;
    Duration period;
};

struct TwoTraces {
    const Trace& model;
    const Trace& kernel;
};

/// A queue of a sample.
using Queue = std::uint32_t QueueSample::*;

/// Which one it is, and what it is called.
struct NamedQueue {
    ListenQueue kind{};
    Queue length{};
    BilingualWords name;
};

std::vector<Listening> listeners_of(const Trace& trace) {
    std::vector<Listening> found;
    for (const QueueSample& sample : trace.load.samples) {
        const Listening here{.host = sample.host, .port = sample.port};
        if (std::find(found.begin(), found.end(), here) == found.end()) found.push_back(here);
    }
    return found;
}

/// Without the one as the run ended, which is no multiple of the period.
Samples samples_of(const Trace& trace, const Listening& listening) {
    Samples samples;
    for (const QueueSample& sample : trace.load.samples) {
        if (Listening{.host = sample.host, .port = sample.port} != listening) continue;
        const auto place =
            static_cast<std::size_t>((sample.at - Time{}) / trace.load.sample_period);
        if (place >= samples.size()) samples.resize(place + 1);
        if (!samples[place]) samples[place] = sample;
    }
    return samples;
}

std::optional<QueueSample> last_of(const Trace& trace, const Listening& listening) {
    const auto& all = trace.load.samples;
    const auto found = std::find_if(all.rbegin(), all.rend(), [&](const QueueSample& sample) {
        return Listening{.host = sample.host, .port = sample.port} == listening;
    });
    return found == all.rend() ? std::nullopt : std::optional{*found};
}

std::string seconds_text(Duration span) {
    const auto tenths = span / milliseconds{100};
    return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10) + " s";
}

LoadRow row(BilingualWords what, BilingualWords model, BilingualWords kernel) {
    const bool same = model == kernel;
    return {.what = std::move(what),
            .model = std::move(model),
            .kernel = std::move(kernel),
            .status = same ? PairStatus::matched : PairStatus::unexplained,
            .rule = Rule::none,
            .explanation = {}};
}

/// A number reads the same in every language.
BilingualWords number_of(std::uint64_t number) {
    const std::string text = std::to_string(number);
    return {text, text};
}

void explain(LoadRow& row, Rule rule, std::string english, std::string chinese) {
    row.status = PairStatus::explained;
    row.rule = rule;
    row.explanation = {std::move(english), std::move(chinese)};
}

// Occupancy over time.

/// Whether the queue has this length at some sample of the window, or passes it in between.
bool passes(const Samples& samples, Queue queue, std::size_t first, std::size_t last,
            std::uint32_t length) {
    std::optional<std::uint32_t> least, most;
    for (std::size_t i = first; i <= last && i < samples.size(); ++i) {
        if (!samples[i]) continue;
        const std::uint32_t here = (*samples[i]).*queue;
        least = std::min(least.value_or(here), here);
        most = std::max(most.value_or(here), here);
    }
    return least && *least <= length && length <= *most;
}

/// Since when there is anybody in the queue, by the number of the sample.
std::size_t begin_of(const TwoSamples& both, Queue queue) {
    std::size_t i = 0;
    const auto is_empty = [&](const Samples& samples) {
        return i >= samples.size() || !samples[i] || (*samples[i]).*queue == 0;
    };
    while (i < both.model.size() && is_empty(both.model) && is_empty(both.kernel))
        ++i;
    return i == 0 ? 0 : i - 1;
}

/// A timer of the length that ends at this age (1, 2, 4 ... s in a row) ends up to an eighth late,
/// or three ticks: if the model's queue has the kernel's length within that time, it was that
/// timer.
void explain_by_timer(LoadRow& row, const TwoSamples& both, Queue queue, std::size_t place) {
    constexpr Duration three_ticks = milliseconds{12}; // HZ=250
    const Duration age = static_cast<std::int64_t>(place - begin_of(both, queue)) * both.period;
    const Duration timer = (age + seconds{1}) / 2;
    const Duration allowed = std::max(timer / 8, three_ticks);
    const auto reach =
        static_cast<std::size_t>((allowed + both.period - Duration{1}) / both.period);
    const std::size_t first = place > reach ? place - reach : 0;
    const std::size_t last = place + reach;
    if (!passes(both.model, queue, first, last, (*both.kernel[place]).*queue)) return;
    const std::string window = std::to_string(allowed / milliseconds{1}) + " ms";
    explain(row, Rule::comparison_timer_wheel,
            "Timers of about " + seconds_text(timer) + " end here, up to " + window
                + " apart; within that time the model has the kernel's number.",
            "此处有约 " + seconds_text(timer) + " 的定时器到期，两侧相差可达 " + window
                + "；在此时间内，模型会达到内核的数值。");
}

bool is_landmark(Duration at) {
    constexpr std::array<Duration, 5> landmarks{seconds{1}, seconds{5}, seconds{10}, seconds{30},
                                                seconds{64}};
    return std::find(landmarks.begin(), landmarks.end(), at) != landmarks.end();
}

/// The connections that lie between the two stages' samples make up the whole difference.
bool explain_by_instant(LoadRow& row, const TwoTraces& traces, const QueueSample& model,
                        const QueueSample& kernel, const NamedQueue& queue) {
    const std::int32_t more = static_cast<std::int32_t>(model.*queue.length)
                              - static_cast<std::int32_t>(kernel.*queue.length);
    if (more
        != events_between(traces.model, traces.kernel, model.host, queue.kind,
                          {.model = model.at, .kernel = kernel.at}))
        return false;
    const std::string number = std::to_string(more < 0 ? -more : more);
    explain(row, Rule::comparison_sample_instant,
            number
                + " of the clients' connections lie just before this sample on one stage and just "
                  "after it on the other.",
            "有 " + number + " 个客户端连接在一侧恰在采样之前，在另一侧恰在采样之后。");
    return true;
}

void compare_queue(const TwoTraces& traces, const TwoSamples& both, const NamedQueue& queue,
                   std::vector<LoadRow>& rows) {
    const std::size_t count = std::min(both.model.size(), both.kernel.size());
    for (std::size_t i = 0; i < count; ++i) {
        if (!both.model[i] || !both.kernel[i]) continue;
        const std::uint32_t ours = (*both.model[i]).*queue.length;
        const std::uint32_t theirs = (*both.kernel[i]).*queue.length;
        const Duration at = static_cast<std::int64_t>(i) * both.period;
        if (ours == theirs && !is_landmark(at)) continue;
        const std::string when = seconds_text(at);
        LoadRow found = row({queue.name.en + ", " + when, queue.name.zh + "，" + when},
                            number_of(ours), number_of(theirs));
        const bool differs = ours != theirs;
        if (differs && !explain_by_instant(found, traces, *both.model[i], *both.kernel[i], queue)
            && queue.kind == ListenQueue::half_open)
            explain_by_timer(found, both, queue.length, i);
        rows.push_back(std::move(found));
    }
}

// What was counted in the end.

void compare_counters(const QueueSample& model, const QueueSample& kernel, std::int64_t more_syns,
                      std::vector<LoadRow>& rows) {
    for (std::size_t i = 0; i < listen_counters; ++i) {
        const std::uint64_t ours = model.counts.at(i);
        const std::uint64_t theirs = kernel.counts.at(i);
        if (ours == 0 && theirs == 0) continue;
        const std::string name{name_of(static_cast<ListenCounter>(i))};
        LoadRow found = row({name, name}, number_of(ours), number_of(theirs));
        const std::int64_t more =
            static_cast<std::int64_t>(theirs) - static_cast<std::int64_t>(ours);
        if (more != 0 && more == more_syns)
            explain(found, Rule::comparison_entry_step,
                    "The clients' own SYNs are " + std::to_string(std::abs(more))
                        + (more > 0 ? " more" : " fewer") + " on the kernel.",
                    std::string("客户端自己发出的 SYN 在内核上") + (more > 0 ? "多 " : "少 ")
                        + std::to_string(std::abs(more)) + " 个。");
        rows.push_back(std::move(found));
    }
}

// Per-SYN outcomes.

FloodCounts counts_of(const FloodSummary& flood) {
    FloodCounts counts{.sent = flood.sent};
    for (const FateTally& tally : flood.fates) {
        switch (tally.fate) {
        case FloodFate::queued:
        case FloodFate::cookie:
        case FloodFate::answered: counts.answered += tally.count; break;
        case FloodFate::refused: counts.refused += tally.count; break;
        case FloodFate::syn_queue_full:
        case FloodFate::accept_queue_full:
        case FloodFate::last_quarter:
        case FloodFate::known:
        case FloodFate::unanswered: counts.dropped += tally.count; break;
        }
    }
    return counts;
}

void compare_floods(const Trace& model, const Trace& kernel, std::vector<LoadRow>& rows) {
    const std::size_t count = std::min(model.load.floods.size(), kernel.load.floods.size());
    for (std::size_t i = 0; i < count; ++i) {
        const FloodCounts ours = counts_of(model.load.floods[i]);
        const FloodCounts theirs = counts_of(kernel.load.floods[i]);
        const auto add = [&](const char* english, const char* chinese, std::uint64_t own,
                             std::uint64_t other) {
            rows.push_back(row({english, chinese}, number_of(own), number_of(other)));
        };
        add("SYNs of the flood", "洪泛的 SYN", ours.sent, theirs.sent);
        add("answered", "得到应答", ours.answered, theirs.answered);
        add("refused", "被拒绝", ours.refused, theirs.refused);
        add("dropped", "被丢弃", ours.dropped, theirs.dropped);
    }
}

// The honest clients.

/// A connect() that came back, and how many SYNs it took.
struct Entry {
    Time at;
    std::uint16_t program{};
    std::uint32_t syns{};
    bool works{};
};

bool is_own_syn(const Trace& trace, const Record& record) {
    if (record.kind != RecordKind::sent || !record.flags.syn || record.flags.ack) return false;
    const Conversation& conversation = trace.conversation(record.conversation);
    return conversation.ends[0].endpoint.address < trace.header.hosts.size()
           && record.rule != Rule::wire_injected;
}

std::uint32_t syns_of(const Trace& trace, ConversationId conversation) {
    std::uint32_t count = 0;
    for (RecordId id = 1; id <= trace.last(); ++id)
        if (trace.record(id).conversation == conversation && is_own_syn(trace, trace.record(id)))
            ++count;
    return count;
}

std::vector<Entry> entries_of(const Trace& trace) {
    std::vector<Entry> entries;
    for (RecordId id = 1; id <= trace.last(); ++id) {
        const Record& record = trace.record(id);
        if (record.kind != RecordKind::call) continue;
        const CallEvent& call = trace.calls.at(record.detail);
        if (call.name != "connect" || call.phase != CallPhase::returned) continue;
        entries.push_back({.at = record.at,
                           .program = call.program,
                           .syns = syns_of(trace, record.conversation),
                           .works = call.error.empty()});
    }
    std::stable_sort(entries.begin(), entries.end(),
                     [](const Entry& a, const Entry& b) { return a.program < b.program; });
    return entries;
}

BilingualWords entry_text(const Entry& entry) {
    const std::string when = seconds_text(entry.at - Time{});
    const std::string syns = std::to_string(entry.syns);
    if (!entry.works) return {"not in, SYN " + syns, "未能进入，SYN " + syns + " 个"};
    return {"in at " + when + ", SYN " + syns, when + " 时进入，SYN " + syns + " 个"};
}

void compare_entries(const Trace& model, const Trace& kernel, std::vector<LoadRow>& rows) {
    const std::vector<Entry> ours = entries_of(model);
    const std::vector<Entry> theirs = entries_of(kernel);
    for (std::size_t i = 0; i < std::min(ours.size(), theirs.size()); ++i) {
        const std::string& name = model.header.programs.at(ours[i].program);
        LoadRow found =
            row({"client " + name, "客户端 " + name}, entry_text(ours[i]), entry_text(theirs[i]));
        const bool same = ours[i].works == theirs[i].works;
        const std::uint32_t apart =
            std::max(ours[i].syns, theirs[i].syns) - std::min(ours[i].syns, theirs[i].syns);
        if (same && apart == 0) found.status = PairStatus::matched;
        if (same && apart == 1)
            explain(found, Rule::comparison_entry_step,
                    "A place became free within one retransmission of each other.",
                    "两侧空出位置的时刻相差不超过一次重传。");
        rows.push_back(std::move(found));
    }
}

void compare_listener(const Trace& model, const Trace& kernel, const Listening& listening,
                      std::vector<LoadRow>& rows) {
    const Samples ours = samples_of(model, listening);
    const Samples theirs = samples_of(kernel, listening);
    const TwoSamples both{ours, theirs, model.load.sample_period};
    const std::string name =
        model.header.hosts.at(listening.host).name + ":" + std::to_string(listening.port);
    const TwoTraces traces{model, kernel};
    compare_queue(
        traces, both,
        {ListenQueue::half_open, &QueueSample::syn_queue, {name + " half-open", name + " 半连接"}},
        rows);
    compare_queue(traces, both,
                  {ListenQueue::complete,
                   &QueueSample::accept_queue,
                   {name + " waiting for accept", name + " 等待 accept"}},
                  rows);
    const std::optional<QueueSample> our_last = last_of(model, listening);
    const std::optional<QueueSample> their_last = last_of(kernel, listening);
    if (our_last && their_last)
        compare_counters(*our_last, *their_last, more_syns_on_kernel(model, kernel), rows);
}

std::int64_t own_syns(const Trace& trace) {
    std::int64_t count = 0;
    for (RecordId id = 1; id <= trace.last(); ++id)
        if (is_own_syn(trace, trace.record(id))) ++count;
    return count;
}

} // namespace

std::int64_t more_syns_on_kernel(const Trace& model, const Trace& kernel) {
    return own_syns(kernel) - own_syns(model);
}

std::vector<LoadRow> compare_loads(const Trace& model, const Trace& kernel) {
    std::vector<LoadRow> rows;
    if (model.load.sample_period != Duration{0}
        && model.load.sample_period == kernel.load.sample_period)
        for (const Listening& listening : listeners_of(model))
            compare_listener(model, kernel, listening, rows);
    compare_floods(model, kernel, rows);
    if (!model.load.floods.empty()) compare_entries(model, kernel, rows);
    return rows;
}

} // namespace sim
