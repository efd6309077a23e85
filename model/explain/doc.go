// Package explain answers why a plan is as it is, by the difference of two accounts: the plan, and the plan with the
// walks of one or two agents changed. Nothing is solved again; a difference is recounted from the quotas the change touches.
//
// # Reasons of a line
//
// A rule speaks for a stay when taking the stay out (she remains home, all else as planned) breaks one of its musts, or
// raises what it charges. Rules are named in falling order of what they lose; a broken must weighs more than any cost.
//
// # Why not
//
// An agent's unchosen atoms are tried one at a time on top of the plan. Of the answers
//
//	no-lawful-post  bans refuse every one of them (no-lawful-core of a section without a group)
//	no-room         some are allowed, but each breaks a walk or a must quota of the plan as it stands: her own stays,
//	                a core that is full, heads that no longer balance
//	not-needed      the cheapest that breaks nothing does not make the plan cheaper
//	within-gap      one would make it cheaper: the plan is within its gap, not optimal
//
// the first that holds is given. A teacher who may go somewhere is also tried in the place of each colleague of her section
// who is sent, who then stays home. Two teachers are alike if they are offered the same stays, and the law charges as much
// for each and counts it in the same quotas; of those alike the smallest lots go. Trying one change at a time says nothing of what a different plan as a whole could do;
// the certificate does.
//
// # Wishes
//
// A teacher is passed over for a post of the first year that another holds if she wished for its school, the plan sends her
// to no school she ranks as high or higher in that year, and no must refuses her the post by itself: whom one refuses was no candidate.
// Which of the two the rules rank higher is what the whole law says of the two in each other's places, all else as planned:
// she makes the other's stay, and the other takes over what she leaves, where that is one stay of the same terms which that
// one may make, and else is home. The reason why she was passed over is
//
//	a must that this would break
//	what it would make dearer by most, where the plan would be dearer
//	nothing, where the plan would cost the same: the rules rank both alike, and the plan takes one of them (by lot, where
//	the two are alike in the sense above)
//
// and she is passed over without reason, envying one whom the rules rank lower, where it would break nothing and the plan
// would be cheaper. All charges count, those that count people too: the longer way she is spared, the lessons she is kept
// for are reasons. As that plan is one of those a bound holds for, a plan proven optimal has no envy without reason, and in
// any other none saves more than cost − bound.
//
// # The next best
//
// An Inquiry tries turns of a few people together: who else could hold a post, where else a teacher could go, who could fill
// a gap, under which core a school could be, what one unit more of a quota would buy. The best lawful trial is an upper bound
// of what the alternative costs: it is one plan, found. What is proven of all plans of a kind comes from the certificate,
// see verify.Proof: with z(P) what it proves of the plans P,
//
//	z(plans without the move) − cost of the plan  <=  cost of the best of them − cost of the plan  <=  cost of a trial
//
// The first is negative by at most the gap of the plan, and then proves no more than that. The two are never mixed.
//
// At good prices most teachers are as well off with another walk, so that forbidding one raises z by nothing and the gap is all that is told:
// what a move is worth only shows when prices give way too. Whoever can solve the case anew with the demand as law (Inquiry.Demanding) has
// prices for that law; as its plans are the plans P, what those prices prove stands in the place of z(P) (Inquiry.Again).
//
// # Rules that count nobody
//
// Bans, prices and walks read one agent at a time and have no price. A Setting is one of their numbers: the tightest value under which
// the plan as it is has no more units is what it achieves, found by halving. Prices of quotas bound the plans of any law with
// the same quotas, so with z' what the certificate proves under the law with the number one looser, or without the rule,
//
//	cost of the plan − z'
//
// is the most that could save. Stays and memberships that the rule alone refuses are read once, and bound anew to looser values.
package explain
