#pragma once

#include "ui/layout/occupancy_layout.h"
#include "ui/view/queue_stage.h"

#include <cstdint>
#include <vector>

#include <QPen>

namespace ui {

/// How full both queues were over time, of the model and, where there is one, of the kernel. A
/// click or a drag takes the cursor to that time.
class OccupancyView : public Card {
    Q_OBJECT

public:
    explicit OccupancyView(ViewState& state, QWidget* parent = nullptr);

    /// Shows the model's scene; null shows nothing.
    void show(std::shared_ptr<const QueueScene> scene);
    /// The kernel's story beside it, and what the kernel calls itself; null for none.
    void setKernel(std::shared_ptr<const LoadStory> kernel, const QString& name);
    [[nodiscard]] const OccupancyShapes& shapes() const { return shapes_; }

signals:
    void timeChosen(sim::Time time);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;

private:
    /// What a key names: a line of the plot, or a sign in the clients' rows below it.
    enum class KeySign : std::uint8_t { line, knock, welcome };
    /// The sample of a line or a sign, and its name.
    struct Key {
        QPen pen;
        QString text;
        KeySign sign{};
        QRectF box;
    };
    [[nodiscard]] static qreal sampleWidth(const Key& key);
    [[nodiscard]] std::vector<Key> keys() const;
    void placeKeys(std::vector<Key>& keys) const;
    void layOut();
    void retitle();
    void paintAxes(QPainter& painter);
    void paintCurves(QPainter& painter);
    void paintVisits(QPainter& painter);
    void paintNow(QPainter& painter);
    void paintKeys(QPainter& painter);
    [[nodiscard]] QRectF floodBand() const;
    void paintFloodWord(QPainter& painter);
    void placePlot();
    [[nodiscard]] QString nowText() const;
    [[nodiscard]] QRectF nowChip() const;
    [[nodiscard]] QPen penOf(const OccupancyCurve& curve) const;

    std::shared_ptr<const QueueScene> scene_;
    std::shared_ptr<const LoadStory> kernel_;
    QString kernel_name_;
    OccupancyShapes shapes_;
    bool has_rows_{}; ///< of clients, below the plot
};

} // namespace ui
