#include "ui/view/plot_scope.h"

#include "sim/base/assert.h"

#include <algorithm>
#include <utility>

namespace ui {

namespace {

constexpr std::int64_t shortest_ns = 1000;
constexpr double room_at_ends = 0.02;

} // namespace

void PlotScope::setData(std::shared_ptr<const PlotData> model,
                        std::shared_ptr<const PlotData> kernel, sim::Time end) {
    const bool same = model_ && model && model_->flow == model->flow && model_ == model;
    model_ = std::move(model);
    kernel_ = std::move(kernel);
    const bool all_seen = isWhole();
    whole_ = model_ ? wholeSpan({model_.get(), kernel_.get()}) : PlotSpan{0, shortest_ns};
    const auto room = static_cast<std::int64_t>(room_at_ends * whole_.length());
    limits_ = {std::min<std::int64_t>(-room, whole_.from),
               std::max(end.since_start_ns + room, whole_.to)};
    if (!same || all_seen) span_ = whole_;
    emit dataChanged();
}

void PlotScope::setStage(PlotStage stage) {
    if (std::exchange(stage_, stage) != stage) emit dataChanged();
}

void PlotScope::setStyle(SequenceStyle style) {
    if (std::exchange(style_, style) != style) emit dataChanged();
}

PlotStages PlotScope::stages() const {
    if (!kernel_) return {model_.get(), nullptr};
    switch (stage_) {
    case PlotStage::model: return {model_.get(), nullptr};
    case PlotStage::kernel: return {nullptr, kernel_.get()};
    case PlotStage::both: return {model_.get(), kernel_.get()};
    }
    sim::unreachable();
}

void PlotScope::setSpan(PlotSpan span) {
    const std::int64_t most = limits_.to - limits_.from;
    const std::int64_t length = std::clamp(span.to - span.from, std::min(shortest_ns, most), most);
    const std::int64_t middle_kept = span.from + (span.to - span.from - length) / 2;
    const std::int64_t from = std::clamp(middle_kept, limits_.from, limits_.to - length);
    const PlotSpan wanted{from, from + length};
    if (std::exchange(span_, wanted) != wanted) emit spanChanged();
}

void PlotScope::zoom(double factor, std::int64_t about_ns) {
    const auto scaled = [factor, about_ns](std::int64_t at) {
        return about_ns + static_cast<std::int64_t>(factor * static_cast<double>(at - about_ns));
    };
    const PlotSpan wanted{scaled(span_.from), scaled(span_.to)};
    if (factor < 1 && wanted.to - wanted.from < shortest_ns) return;
    setSpan(wanted);
}

void PlotScope::pan(std::int64_t by_ns) {
    const std::int64_t by = std::clamp(by_ns, limits_.from - span_.from, limits_.to - span_.to);
    setSpan({span_.from + by, span_.to + by});
}

void PlotScope::keepInSight(std::int64_t at_ns) {
    const bool inside = at_ns >= span_.from && at_ns <= span_.to;
    const bool of_whole = at_ns >= whole_.from && at_ns <= whole_.to;
    if (inside || !of_whole) return;
    const std::int64_t length = span_.to - span_.from;
    const std::int64_t ahead = at_ns > span_.to ? length / 4 : length * 3 / 4;
    setSpan({at_ns - ahead, at_ns - ahead + length});
}

void PlotScope::setHover(std::optional<std::int64_t> at_ns) {
    if (std::exchange(hover_, at_ns) != at_ns) emit hoverChanged();
}

} // namespace ui
