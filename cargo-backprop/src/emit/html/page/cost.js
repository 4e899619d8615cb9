// What each method costs for the sizes that are chosen, and what the gradient would cost by differences.

/** The number that a formula is for these sizes. */
const counted = ({ terms }, sizes) =>
  terms.reduce((total, [coefficient, names]) => total + names.reduce((part, name) => part * sizes[name], coefficient), 0);

const grouped = (number) => number.toLocaleString("en").replaceAll(",", "\u202f");

function showCost(box, { data, sizes }) {
  const { methods, saved, gradient } = data.cost;
  const number = (formula) => [
    element("span", {}, grouped(counted(formula, sizes))),
    formula.terms.some(([, names]) => names.length > 0) ? element("small", {}, formula.text) : null,
  ];
  const cell = (formula) => element("td", {}, number(formula));
  const kinds = ({ kinds }) => kinds.map(({ name, count }) => `${name} ${grouped(counted(count, sizes))}`).join(", ");
  const rows = methods.map((method) =>
    element("tr", {}, element("th", { scope: "row" }, code(method.name)), cell(method.operations), cell(method.read), cell(method.written), element("td", { class: "kinds" }, kinds(method))),
  );
  const heads = ["method", "operations", "numbers read", "numbers written", "of these"];
  const table = element("table", { class: "costs" }, element("thead", {}, element("tr", {}, heads.map((head) => element("th", { scope: "col" }, head)))), element("tbody", {}, rows));
  const kept = words(`Between forward and backward ${grouped(counted(saved, sizes))} numbers are kept.`);
  box.replaceChildren(comparison(methods, counted(gradient, sizes), sizes), table, kept);
}

/** One way back beside an evaluation for each number of the gradient: the reason for all of this. */
function comparison(methods, count, sizes) {
  const operations = (name) => {
    const method = methods.find((one) => one.name === name);
    return method ? counted(method.operations, sizes) : null;
  };
  const value = operations("value");
  const both = operations("value_and_grad") ?? operations("forward") + operations("backward");
  const bars = [
    ["the value alone", value, "value"],
    [`the value and all ${grouped(count)} derivatives, by one way back`, both, "gradient"],
    [`the same by differences: ${grouped(count + 1)} evaluations`, (count + 1) * value, "soft"],
  ];
  const most = Math.max(...bars.map(([, amount]) => amount), 1);
  return element(
    "div",
    { class: "bars", role: "img", "aria-label": bars.map(([title, amount]) => `${title}: ${amount} operations`).join("; ") },
    bars.map(([title, amount, kind]) =>
      element(
        "div",
        { class: "bar" },
        element("span", {}, title),
        element("span", { class: "track" }, element("span", { class: `fill ${kind}`, style: `width: ${((100 * amount) / most).toFixed(2)}%` })),
        element("span", { class: "amount" }, grouped(amount)),
      ),
    ),
  );
}
