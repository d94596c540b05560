#include "ui/model/plot_ssthresh.h"

#include <algorithm>
#include <map>
#include <optional>
#include <vector>

namespace ui {

namespace {

constexpr std::size_t most_questions = 400;

/// Finds the changes of ssthresh among the records at which cwnd changed.
class SsthreshFinder {
public:
    SsthreshFinder(const PlotData& data, const Run& run) : data_(data), run_(run) {
        for (const PlotPoint& point : data.of(PlotTopic::cwnd).points())
            places_.push_back(point.record);
    }

    /// The places of cwnd's series at which another value is first seen; none when it takes too
    /// many questions.
    std::optional<std::map<std::size_t, std::int64_t>> changes() {
        std::vector<std::size_t> asked{0};
        const PlotSeries& cwnd = data_.of(PlotTopic::cwnd);
        for (std::size_t n = 1; n < places_.size(); ++n) {
            if (cwnd[n].value >= cwnd[n - 1].value) continue;
            asked.push_back(n - 1);
            asked.push_back(n);
        }
        asked.push_back(places_.size() - 1);
        if (asked.size() > most_questions) return std::nullopt;
        note(0, valueAt(0));
        for (std::size_t n = 1; n < asked.size(); ++n)
            search(asked[n - 1], asked[n]);
        if (questions_ > most_questions) return std::nullopt;
        return changes_;
    }

private:
    std::optional<std::int64_t> valueAt(std::size_t place) {
        const auto known = known_.find(place);
        if (known != known_.end()) return known->second;
        std::optional<std::int64_t> value;
        if (++questions_ <= most_questions) {
            const sim::Snapshot snapshot = run_.snapshotAt(places_.at(place));
            const sim::ConnectionSnapshot* end =
                sim::find_connection(snapshot, data_.flow.conversation, data_.sender);
            if (end != nullptr) value = end->value(sim::Variable::ssthresh);
        }
        known_[place] = value;
        return value;
    }

    void note(std::size_t place, std::optional<std::int64_t> value) {
        if (value) changes_[place] = *value;
    }

    /// Narrows down where the value changes between two places.
    void search(std::size_t from, std::size_t to) {
        while (from < to && valueAt(from) != valueAt(to)) {
            std::size_t last_old = from;
            std::size_t first_new = to;
            while (first_new - last_old > 1) {
                const std::size_t middle = last_old + (first_new - last_old) / 2;
                (valueAt(middle) == valueAt(from) ? last_old : first_new) = middle;
            }
            note(first_new, valueAt(first_new));
            from = first_new;
        }
    }

    const PlotData& data_;
    const Run& run_;
    std::vector<sim::RecordId> places_;
    std::map<std::size_t, std::optional<std::int64_t>> known_;
    std::map<std::size_t, std::int64_t> changes_;
    std::size_t questions_{};
};

} // namespace

void addModelSsthresh(PlotData& data, const Run& run) {
    const PlotSeries& cwnd = data.of(PlotTopic::cwnd);
    PlotSeries& ssthresh = data.of(PlotTopic::ssthresh);
    if (cwnd.isEmpty() || !ssthresh.isEmpty()) return;
    const auto changes = SsthreshFinder(data, run).changes();
    if (!changes) return;
    for (const auto& [place, value] : *changes)
        ssthresh.appendChange(
            {.at_ns = cwnd[place].at_ns, .value = value, .record = cwnd[place].record});
    ssthresh.seal();
}

} // namespace ui
