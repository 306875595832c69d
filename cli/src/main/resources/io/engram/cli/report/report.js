'use strict';
{
  const list = document.getElementById('cards');
  const cards = Array.from(list.children);
  const toolbar = document.getElementById('toolbar');
  const sort = document.getElementById('sort');
  const campaign = document.getElementById('campaign');
  const find = document.getElementById('find');
  const boxes = document.getElementById('boxes');
  const shown = document.getElementById('shown');

  const rank = new Map(cards.map((card, index) => [card, index]));
  const byRank = (a, b) => rank.get(a) - rank.get(b);
  const byScore = (a, b) => a.dataset.score - b.dataset.score || byRank(a, b);
  const orders = {
    'rank': byRank,
    'score': byScore,
    '-score': (a, b) => byScore(b, a),
    'name': (a, b) => a.dataset.name.localeCompare(b.dataset.name, undefined, {numeric: true}),
  };

  const update = () => {
    const part = find.value.trim().toLowerCase();
    const only = campaign ? campaign.value : '';
    let count = 0;
    for (const card of cards) {
      const matches = card.dataset.name.toLowerCase().includes(part)
          && (only === '' || card.dataset.campaign === only);
      card.hidden = !matches;
      count += matches ? 1 : 0;
    }
    list.append(...cards.sort(orders[sort.value]));
    shown.textContent = `${count} of ${cards.length} images`;
  };

  toolbar.hidden = false;
  toolbar.addEventListener('input', update);
  toolbar.addEventListener('submit', event => event.preventDefault());
  boxes.addEventListener('change', () => list.classList.toggle('outlined', boxes.checked));
  update();
}
