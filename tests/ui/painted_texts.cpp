#include "tests/ui/painted_texts.h"

#include <QPaintDevice>
#include <QPaintEngine>

namespace ui_test {

namespace {

/// Keeps the texts of a painting and forgets lines, fills and pictures.
class TextKeeper : public QPaintEngine {
public:
    TextKeeper() : QPaintEngine(AllFeatures) {}

    bool begin(QPaintDevice*) override { return true; }
    bool end() override { return true; }
    void updateState(const QPaintEngineState&) override {}
    void drawPixmap(const QRectF&, const QPixmap&, const QRectF&) override {}
    void drawPolygon(const QPointF*, int, PolygonDrawMode) override {}
    void drawPath(const QPainterPath&) override {}
    void drawTextItem(const QPointF&, const QTextItem& item) override { texts << item.text(); }
    [[nodiscard]] Type type() const override { return User; }

    QStringList texts;
};

class TextPaper : public QPaintDevice {
public:
    explicit TextPaper(QSize size) : size_(size) {}

    [[nodiscard]] QPaintEngine* paintEngine() const override { return &keeper_; }
    [[nodiscard]] const QStringList& texts() const { return keeper_.texts; }

protected:
    [[nodiscard]] int metric(PaintDeviceMetric metric) const override {
        constexpr int dots_per_inch = 96;
        switch (metric) {
        case PdmWidth: return size_.width();
        case PdmHeight: return size_.height();
        case PdmWidthMM: return size_.width() * 254 / (dots_per_inch * 10);
        case PdmHeightMM: return size_.height() * 254 / (dots_per_inch * 10);
        case PdmNumColors: return 1 << 24;
        case PdmDepth: return 32;
        case PdmDpiX:
        case PdmDpiY:
        case PdmPhysicalDpiX:
        case PdmPhysicalDpiY: return dots_per_inch;
        case PdmDevicePixelRatio: return 1;
        case PdmDevicePixelRatioScaled: return static_cast<int>(devicePixelRatioFScale());
        }
        return 0;
    }

private:
    QSize size_;
    mutable TextKeeper keeper_;
};

} // namespace

QStringList paintedTexts(QWidget& widget) {
    TextPaper paper{widget.size()};
    widget.render(&paper);
    return paper.texts();
}

} // namespace ui_test
