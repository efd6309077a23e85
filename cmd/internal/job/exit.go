package job

// Exit codes of one county's plan are a contract: other people's scripts rely on them.
const (
	ExitPlan       = 0 // plan found and verified
	ExitInternal   = 1
	ExitInput      = 2 // bad input or usage
	ExitInfeasible = 3 // no plan exists
	ExitNoPlan     = 4 // limit or interrupt before any plan
)
