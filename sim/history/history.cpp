#include "sim/history/history.h"

#include "sim/base/assert.h"
#include "sim/history/scheme_play.h"
#include "sim/history/staging.h"
#include "sim/net/queue_samples.h"
#include "sim/net/world.h"
#include "sim/net/world_snapshot.h"

#include <algorithm>
#include <utility>

namespace sim {

namespace {

constexpr RecordId records_per_keyframe = 4096;
constexpr std::uint64_t events_per_keyframe = 2'000'000;
constexpr std::uint64_t most_events = 400'000'000;

struct Keyframe {
    RecordId last_record{};
    std::uint64_t events{};
    World world;
};

bool is_over(const World& world, const Scenario& scenario) {
    if (world.unmodelled() != Rule::none) return true;
    switch (scenario.until) {
    case RunUntil::quiet: return world.is_quiet();
    case RunUntil::closed: return world.is_closed();
    }
    unreachable();
}

/// The limit of the run, or of what a run may cost, comes before the next event.
bool is_at_limit(const World& world, const Scenario& scenario) {
    return world.next_event_at() > Time{} + scenario.limit || world.events() >= most_events;
}

/// Asks now and then whether a run is still wanted.
class Patience {
public:
    explicit Patience(const std::function<bool()>& unwanted) : unwanted_(unwanted) {}

    /// To be asked at each event; stays true once it was.
    bool is_over() {
        constexpr std::uint64_t asked_every = 8192;
        if (!over_ && ++events_ % asked_every == 0) over_ = unwanted_();
        return over_;
    }

private:
    const std::function<bool()>& unwanted_;
    std::uint64_t events_{};
    bool over_{};
};

/// Those SYNs of each flood that a trace keeps beside every k-th: the first and the last of each
/// fate, which only a run of its own can tell.
std::shared_ptr<const Stage> with_landmarks(const Scenario& scenario, Patience& patience) {
    std::shared_ptr<const Stage> bare = stage_of(scenario);
    if (bare->floods.empty()) return bare;
    World world(bare);
    Recorder silent(TraceLevel::off, nullptr);
    Step step;
    while (!is_over(world, scenario) && !is_at_limit(world, scenario) && !patience.is_over()
           && world.advance(step, silent)) {
    }
    Stage stage = *bare;
    for (std::size_t i = 0; i < stage.floods.size(); ++i) {
        StageFlood& flood = stage.floods[i];
        flood.traced = true;
        for (const FateTally& tally : world.floods()[i].fates)
            if (tally.count != 0)
                flood.landmarks.insert(flood.landmarks.end(), {tally.first - 1, tally.last - 1});
        std::sort(flood.landmarks.begin(), flood.landmarks.end());
    }
    return std::make_shared<const Stage>(std::move(stage));
}

/// Takes the samples that are due before `next`.
class Sampler {
public:
    explicit Sampler(const Scenario& scenario)
        : period_(scenario.sample_period),
          limit_(Time{} + scenario.limit),
          next_(Time{} + period_) {}

    void before(Time next, const World& world, Load& load) {
        if (period_ == Duration{0}) return;
        for (; next_ <= next && next_ <= limit_; next_ = next_ + period_)
            sample_queues(world, next_, load.samples);
    }
    void at_end(const World& world, Load& load) {
        if (period_ == Duration{0}) return;
        sample_queues(world, world.now(), load.samples);
    }

private:
    Duration period_;
    Time limit_, next_;
};

} // namespace

struct History::Parts {
    std::shared_ptr<Trace> trace;
    std::vector<Keyframe> keyframes;
    std::optional<SchemePlay> scheme; ///< of a scenario without programs, in place of keyframes
    Rule unmodelled{};
};

History::History(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
History::History(History&&) noexcept = default;
History& History::operator=(History&&) noexcept = default;
History::~History() = default;

History History::play(const Scenario& scenario) {
    return *play_unless(scenario, [] { return false; });
}

std::optional<History> History::play_unless(const Scenario& scenario,
                                            const std::function<bool()>& unwanted) {
    Patience patience(unwanted);
    auto parts = std::make_unique<Parts>();
    parts->trace = std::make_shared<Trace>();
    Trace& trace = *parts->trace;
    trace.header = header_of(scenario);
    for (const HostSpec& host : scenario.hosts)
        trace.addresses.intern(host.address);

    if (scenario.scheme) {
        parts->scheme = SchemePlay::play(scenario, trace, unwanted);
        if (!parts->scheme) return std::nullopt;
        return History(std::move(parts));
    }
    trace.load.sample_period = scenario.sample_period;

    World world(with_landmarks(scenario, patience));
    Recorder recorder(TraceLevel::full, &trace);
    Sampler sampler(scenario);
    Step step;
    parts->keyframes.push_back({.last_record = 0, .events = 0, .world = world});
    while (!is_over(world, scenario)) {
        if (patience.is_over()) return std::nullopt;
        if (is_at_limit(world, scenario)) {
            trace.header.deadline_reached = true;
            break;
        }
        sampler.before(world.next_event_at(), world, trace.load);
        if (!world.advance(step, recorder)) break;
        const Keyframe& last = parts->keyframes.back();
        if (world.last_record() >= last.last_record + records_per_keyframe
            || world.events() >= last.events + events_per_keyframe)
            parts->keyframes.push_back(
                {.last_record = world.last_record(), .events = world.events(), .world = world});
    }
    sampler.at_end(world, trace.load);
    trace.load.floods = summaries_of(world);
    parts->unmodelled = world.unmodelled();
    return History(std::move(parts));
}

const Trace& History::trace() const {
    return *parts_->trace;
}
std::shared_ptr<const Trace> History::shared_trace() const {
    return parts_->trace;
}
Rule History::unmodelled() const {
    return parts_->unmodelled;
}

World History::world_at(RecordId record) const {
    SIM_ASSERT(record <= trace().last() && !parts_->scheme);
    const auto after = std::upper_bound(
        parts_->keyframes.begin(), parts_->keyframes.end(), record,
        [](RecordId wanted, const Keyframe& keyframe) { return wanted < keyframe.last_record; });
    World world = std::prev(after)->world;
    Recorder counter(TraceLevel::full, nullptr);
    Step step;
    while (world.last_record() < record && world.advance(step, counter)) {
    }
    return world;
}

Snapshot History::snapshot_at(RecordId record) const {
    if (parts_->scheme) return parts_->scheme->world_at(record).snapshot(record);
    return snapshot_of(world_at(record), record);
}

} // namespace sim
