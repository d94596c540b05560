#pragma once

#include "ui/layout/inspector_layout.h"
#include "ui/view/card.h"

#include <QScrollArea>
#include <QToolButton>

namespace ui {

/// What the inspector's card scrolls: the inspection of one record, painted from its shapes.
class InspectorSheet : public QWidget {
    Q_OBJECT

public:
    explicit InspectorSheet(ViewState& state, QWidget* parent = nullptr);

    void show(Inspection inspection);
    [[nodiscard]] const Inspection& inspection() const { return inspection_; }
    [[nodiscard]] const InspectorShapes& shapes() const { return shapes_; }

signals:
    /// A line about another record was clicked.
    void recordChosen(sim::RecordId record);

protected:
    void paintEvent(QPaintEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void layOut();
    [[nodiscard]] sim::RecordId linkAt(QPointF point) const;

    ViewState& state_;
    sim::RecordId pointed_{}; ///< the record of the line under the mouse
    Inspection inspection_;
    InspectorShapes shapes_;
};

/// The card that explains the selected record, or else what the cursor stands on: header, what
/// happened, why, and what it changed.
class InspectorCard : public Card {
    Q_OBJECT

public:
    explicit InspectorCard(ViewState& state, QWidget* parent = nullptr);

    /// The record that is explained; 0 for none.
    [[nodiscard]] sim::RecordId record() const { return record_; }
    [[nodiscard]] const Inspection& inspection() const { return sheet_->inspection(); }
    [[nodiscard]] const InspectorShapes& shapes() const { return sheet_->shapes(); }
    [[nodiscard]] const InspectorSheet& sheet() const { return *sheet_; }
    [[nodiscard]] QSize sizeHint() const override { return {470, 380}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {300, 200}; }

signals:
    /// A line about another record was clicked.
    void recordChosen(sim::RecordId record);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void retranslate();
    void follow();
    void inspectAgain();
    void applyTheme();
    void switchNumbers();
    void placeChildren();

    sim::RecordId record_{};
    std::size_t consequences_{}; ///< of the selected record, as they are told
    QScrollArea* scroll_;
    InspectorSheet* sheet_;
    QToolButton* numbers_;
};

} // namespace ui
