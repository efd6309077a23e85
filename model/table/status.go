package table

import (
	"strings"

	"github.com/rotateplan/rotate/model"
)

// whether is the codec of a column that asks for one reason to stay: 是 is that reason, a word of 暂缓原因 itself.
func whether(reason model.Exemption) codec[model.Exemption] {
	return codec[model.Exemption]{
		read: func(s string) (model.Exemption, *complaint) {
			switch is, wrong := yesNo.read(s); {
			case wrong != nil:
				return exemptions.read(s)
			case is:
				return reason, nil
			}
			return model.NotExempt, nil
		},
		write: func(v model.Exemption) string { return v.Chinese() },
	}
}

// What a staff status may say besides the reasons to stay.
var (
	atWork = plainSet("在本单位任职 在职 在岗 在编在岗 任职 在任 正常 交流轮岗 轮岗 支教 active")
	gone   = plainSet("退休 离休 离职 辞职 调出 调离 死亡 去世 开除 辞退 解聘 终止合同 left retired")
)

// setStatus reads 人员状态, which may be a reason to stay or say that she is no longer in post.
func setStatus(r *teacherRow, text string) *complaint {
	word := strings.TrimLeft(plain(text), "0123456789.、")
	switch reason, wrong := exemptions.read(word); {
	case atWork[word]:
	case gone[word]:
		r.Left = true
	case wrong == nil:
		r.Reasons[3] = reason
	default:
		unclear := unknownWord([]string{"在本单位任职", "交流轮岗", "借调", "产假", "病休", "待岗", "离岗退养", "退休"})
		unclear.warn = true
		return &unclear
	}
	return nil
}

var notInPost = complaint{code: "not-in-post", warn: true, expected: "在职的教师 / a teacher in post",
	remedy: "她不再计入：若仍在职，请改正人员状态 / she is not counted: if she is in post, correct her status"}

// exemptionOf is why the teacher of a row stays: as written, else by the columns that ask for one reason, a service term
// that runs on 1 September of the planned year, her status.
func (b *builder) exemptionOf(r *teacherRow) model.Exemption {
	reasons := []model.Exemption{r.Exempt, r.Reasons[0], r.Reasons[1], r.Reasons[2], model.NotExempt, r.Reasons[3]}
	if b.Year != 0 && r.ServiceUntil >= model.FirstSeptember(b.Year) {
		reasons[4] = model.ServiceTerm
	}
	for _, reason := range reasons {
		if reason != model.NotExempt {
			return reason
		}
	}
	return model.NotExempt
}

// periodsOf are the periods of the teacher of a row: as written, else those of her first and second subject.
func (r *teacherRow) periodsOf() int {
	if r.Periods == unknown {
		return plus(r.PeriodsOf[0], r.PeriodsOf[1])
	}
	return r.Periods
}
