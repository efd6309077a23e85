// Solves one min-cost-flow problem in DIMACS form, read from standard input, with a solver of the LEMON graph library, and
// prints "s OPTIMUM", "c setup MILLISECONDS ms" (the solver's own copies of the data), "c solve MILLISECONDS ms" (the
// algorithm alone) and "c version" with library, kind of integers and compiler. Reading and building the graph are in
// neither time. Integers are of 32 bits where no sum of the instance can leave them, otherwise of 64.
//
//   lemon simplex|altering|cost|capacity < FILE.min
#include <lemon/capacity_scaling.h>
#include <lemon/config.h>
#include <lemon/cost_scaling.h>
#include <lemon/network_simplex.h>
#include <lemon/smart_graph.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <limits>
#include <string>
#include <vector>

using Graph = lemon::SmartDigraph;
using Clock = std::chrono::steady_clock;

struct Problem {
  Graph graph;
  std::vector<int64_t> supply, lower, upper, cost;  // upper < 0: no bound
};

static bool read(Problem &p) {
  char line[256];
  while (std::fgets(line, sizeof line, stdin)) {
    int64_t f[5];
    char *at = line + 1;
    if (*line == 'p') {
      if (!(at = std::strchr(line, 'n'))) return false;
      at++;
    }
    int fields = *line == 'a' ? 5 : *line == 'n' || *line == 'p' ? 2 : 0;
    for (int i = 0; i < fields; i++) f[i] = std::strtoll(at, &at, 10);
    if (*line == 'p') {
      p.graph.reserveNode(f[0]);
      p.graph.reserveArc(f[1]);
      for (int64_t i = 0; i < f[0]; i++) p.graph.addNode();
      p.supply.assign(f[0], 0);
    } else if (*line == 'n') {
      p.supply.at(f[0] - 1) = f[1];
    } else if (*line == 'a') {
      p.graph.addArc(p.graph.nodeFromId(f[0] - 1), p.graph.nodeFromId(f[1] - 1));
      p.lower.push_back(f[2]), p.upper.push_back(f[3]), p.cost.push_back(f[4]);
    }
  }
  return !p.supply.empty();
}

// Whether amounts, and potentials of paths besides the cost of an artificial arc (2³⁰), stay below 2³¹.
static bool small(const Problem &p) {
  const int64_t top = std::numeric_limits<int32_t>::max();
  int64_t amounts = 0, dearest = 0;
  for (int64_t b : p.supply) amounts = std::min(top, amounts + std::abs(b));
  for (size_t a = 0; a < p.cost.size(); a++) {
    amounts = std::min(top, amounts + p.lower[a] + std::max<int64_t>(0, p.upper[a]));
    dearest = std::max(dearest, std::abs(p.cost[a]));
  }
  return amounts < top && dearest < top / 2 / (2 * static_cast<int64_t>(p.supply.size()) + 1);
}

static double milliseconds(Clock::time_point from) {
  return std::chrono::duration<double, std::milli>(Clock::now() - from).count();
}

template <class Number, class Solver, class... Method>
static int solve(const Problem &p, Method... method) {
  Graph::NodeMap<Number> supply(p.graph);
  Graph::ArcMap<Number> lower(p.graph), upper(p.graph), cost(p.graph);
  for (Graph::NodeIt v(p.graph); v != lemon::INVALID; ++v) supply[v] = p.supply[p.graph.id(v)];
  for (Graph::ArcIt a(p.graph); a != lemon::INVALID; ++a) {
    int i = p.graph.id(a);
    lower[a] = p.lower[i], cost[a] = p.cost[i];
    upper[a] = p.upper[i] < 0 ? std::numeric_limits<Number>::max() : p.upper[i];
  }
  auto start = Clock::now();
  Solver s(p.graph);
  s.lowerMap(lower).upperMap(upper).costMap(cost).supplyMap(supply);
  double setup = milliseconds(start);
  start = Clock::now();
  bool optimal = s.run(method...) == Solver::OPTIMAL;
  double run = milliseconds(start);
  if (optimal) {
    std::printf("s %lld\n", static_cast<long long>(s.template totalCost<long long>()));
  } else {
    std::puts("s infeasible");
  }
  std::printf("c setup %.3f ms\nc solve %.3f ms\n", setup, run);
  std::printf("c version LEMON %s int%zu g++ %s " FLAGS "\n", LEMON_VERSION, 8 * sizeof(Number), __VERSION__);
  return 0;
}

template <class Number>
static int choose(const Problem &p, const std::string &name) {
  using Simplex = lemon::NetworkSimplex<Graph, Number, Number>;
  if (name == "simplex") return solve<Number, Simplex>(p);
  if (name == "altering") return solve<Number, Simplex>(p, Simplex::ALTERING_LIST);
  if (name == "cost") return solve<Number, lemon::CostScaling<Graph, Number, Number>>(p);
  if (name == "capacity") return solve<Number, lemon::CapacityScaling<Graph, Number, Number>>(p);
  return 2;
}

int main(int argc, char **argv) {
  Problem p;
  if (argc != 2 || !read(p)) return 2;
  return small(p) ? choose<int32_t>(p, argv[1]) : choose<int64_t>(p, argv[1]);
}
