#pragma once

#include "ui/layout/plot_layout.h"

#include <memory>
#include <optional>

#include <QObject>

namespace ui {

/// Which stages a plot shows.
enum class PlotStage : std::uint8_t { model, kernel, both };

/// What all plots of a page share, so that they stay linked: the series, the stretch of time in
/// sight, and where the pointer is. Each signal comes only when something changed.
class PlotScope : public QObject {
    Q_OBJECT

public:
    explicit PlotScope(QObject* parent = nullptr) : QObject(parent) {}

    /// The series of both stages, the kernel's null where there is no run of it; `end` is the
    /// model's last instant. Shows the whole direction.
    void setData(std::shared_ptr<const PlotData> model, std::shared_ptr<const PlotData> kernel,
                 sim::Time end);
    void setStage(PlotStage stage);
    void setStyle(SequenceStyle style);

    /// The stages that are shown now: the model alone as long as there is no kernel.
    [[nodiscard]] PlotStages stages() const;
    [[nodiscard]] PlotStage stage() const { return stage_; }
    [[nodiscard]] SequenceStyle style() const { return style_; }
    [[nodiscard]] bool hasKernel() const { return kernel_ != nullptr; }
    [[nodiscard]] const PlotData* model() const { return model_.get(); }

    [[nodiscard]] PlotSpan span() const { return span_; }
    /// All that there is to see of the direction, with a little room at both ends.
    [[nodiscard]] PlotSpan whole() const { return whole_; }
    [[nodiscard]] bool isWhole() const { return span_ == whole_; }
    /// Shows that stretch, as far as it is of the run and longer than a microsecond.
    void setSpan(PlotSpan span);
    /// Makes what is seen `factor` times as long; what is at `about_ns` stays in its place.
    void zoom(double factor, std::int64_t about_ns);
    void pan(std::int64_t by_ns);
    void reset() { setSpan(whole_); }
    /// Follows a cursor that leaves the stretch, where it is a part of the whole.
    void keepInSight(std::int64_t at_ns);

    /// The instant under the pointer; none when that is on no plot.
    [[nodiscard]] std::optional<std::int64_t> hover() const { return hover_; }
    void setHover(std::optional<std::int64_t> at_ns);

signals:
    void dataChanged();
    void spanChanged();
    void hoverChanged();

private:
    std::shared_ptr<const PlotData> model_, kernel_;
    PlotStage stage_{PlotStage::both};
    SequenceStyle style_{};
    PlotSpan span_, whole_, limits_;
    std::optional<std::int64_t> hover_;
};

} // namespace ui
