#pragma once

#include "ui/layout/load_table_layout.h"
#include "ui/model/view_state.h"

#include <QAbstractScrollArea>
#include <QPainter>

namespace ui {

/// The load of both stages, figure by figure, with a reason for each difference.
class LoadRows : public QAbstractScrollArea {
    Q_OBJECT

public:
    explicit LoadRows(ViewState& state, QWidget* parent = nullptr);

    void show(std::vector<LoadLine> lines);
    [[nodiscard]] const std::vector<LoadLine>& lines() const { return lines_; }
    [[nodiscard]] const LoadTableShapes& shapes() const { return shapes_; }

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void layOut();
    void paintHead(QPainter& painter) const;
    void paintRow(QPainter& painter, const LoadRowShape& shape, const LoadLine& line) const;
    [[nodiscard]] int headHeight() const;

    ViewState& state_;
    std::vector<LoadLine> lines_;
    LoadTableShapes shapes_;
};

} // namespace ui
