package folder

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"syscall"
	"testing"
)

func TestWanted(t *testing.T) {
	for _, x := range []struct {
		err  error
		want string
	}{
		{&fs.PathError{Op: "write", Path: "a", Err: syscall.ENOSPC}, "space left"},
		{errors.Join(nil, fmt.Errorf("plan.xlsx: %w", syscall.EDQUOT)), "space left"},
		{&os.LinkError{Op: "rename", Old: "a", New: "b", Err: syscall.EACCES}, "folder that can be written"},
		{&fs.PathError{Op: "open", Path: "a", Err: syscall.EROFS}, "folder that can be written"},
		{errors.New("cost 7 is not 8"), ""},
	} {
		if got := Wanted(x.err); !strings.Contains(got, x.want) || (got == "") != (x.want == "") {
			t.Errorf("%v: %q", x.err, got)
		}
	}
}
