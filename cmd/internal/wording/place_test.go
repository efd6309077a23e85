package wording

import (
	"testing"

	"github.com/rotateplan/rotate/cmd/internal/say"
	"github.com/rotateplan/rotate/model"
)

// TestPlacesAreInOneLanguage demands that no code word of the other language is left in a sentence.
func TestPlacesAreInOneLanguage(t *testing.T) {
	county := &model.County{Year: 2026, Schools: []model.School{{ID: "S1", Name: "一小"}}}
	key := "x/school=S1/stage=primary/subject=music/kind=trainee/type=alliance/term=1"
	zh := "学校 一小 (S1)，小学，音乐，形式 " + model.Trainee.Chinese() + "，模式 " + model.Alliance.Chinese() + "，2026 学年春季学期"
	en := "school 一小 (S1), primary, music, kind trainee, type alliance, spring of school year 2026"
	if got := Place(county, key, say.In("zh")); got != zh {
		t.Errorf("%s, want %s", got, zh)
	}
	if got := Place(county, key, say.In("en")); got != en {
		t.Errorf("%s, want %s", got, en)
	}
}
