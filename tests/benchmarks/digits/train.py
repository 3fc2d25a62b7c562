"""Teach the recogniser of handwritten days: ``python -m tests.benchmarks.digits.train``.

usage: train OUT.npz EPOCHS TRAIN.npz [TRAIN.npz …] -- HELD_BACK.npz

Needs torch (2.13, on the processor) and scikit-image, in an environment of their own; the program itself needs neither.
What is written are the weights, batch norms folded in, those of the hidden layer in a byte each and the others in half
precision; the temperature at which the chances fit the examples held back; and a text that says where they come from.
``docs/ocr.md`` gives the commands. With one seed and one thread they come out alike. The weights are the running mean of the last
steps (EMA); the sums are made in bfloat16, which halves the time where the processor has it.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

SEED = 20
BATCH = 256
SMOOTHING = 0.03  # some examples are spoiled beyond reading: no answer is ever quite sure
MEMORY = 0.998  # of the running mean, a step
NO_TENS, NO_DAY = 4, 5  # classes of the first head after the digits 0 to 3; the second has 10 for no day
ABOUT = (
    "Handwritten days of the month. Learned from synthetic datelines: digits of MNIST (Y. LeCun, C. Cortes, C. Burges; "
    "CC BY-SA 3.0) and of handwriting fonts (SIL Open Font License), made by tests/benchmarks/digits."
)


class Net(nn.Module):
    """Three convolutions, one hidden layer, a head for the tens and one for the units."""

    def __init__(self, channels: tuple[int, int, int] = (24, 32, 48), hidden: int = 128) -> None:
        super().__init__()
        a, b, c = channels
        self.convolutions = nn.ModuleList(
            [nn.Conv2d(1, a, 5, stride=2, padding=2), nn.Conv2d(a, b, 3, padding=1), nn.Conv2d(b, c, 3, padding=1)]
        )
        self.norms = nn.ModuleList([nn.BatchNorm2d(a), nn.BatchNorm2d(b), nn.BatchNorm2d(c)])
        self.hidden = nn.Linear(c * 4 * 8, hidden)
        self.heads = nn.Linear(hidden, 6 + 11)
        self.drop = nn.Dropout(0.2)

    def forward(self, x: Tensor) -> Tensor:
        for at, (convolution, norm) in enumerate(zip(self.convolutions, self.norms, strict=True)):
            x = functional.relu(norm(convolution(x)))
            x = functional.max_pool2d(x, 2) if at else x
        return self.heads(self.drop(functional.relu(self.hidden(self.drop(x.flatten(1))))))


def labels(days: np.ndarray, zeros: np.ndarray) -> tuple[Tensor, Tensor]:
    """The classes of tens and units."""
    tens = np.where(days == 0, NO_DAY, np.where((days < 10) & (zeros == 0), NO_TENS, days // 10))
    return torch.from_numpy(tens.astype(np.int64)), torch.from_numpy(
        np.where(days == 0, 10, days % 10).astype(np.int64)
    )


def changed(x: Tensor, source: torch.Generator) -> Tensor:
    """A batch shifted, stretched, slanted, paled and specked a little."""
    n = len(x)
    rand = lambda scale: (torch.rand(n, generator=source) * 2 - 1) * scale  # noqa: E731
    maps = torch.zeros(n, 2, 3)
    maps[:, 0, 0], maps[:, 1, 1] = 1 + rand(0.13), 1 + rand(0.13)
    maps[:, 0, 1], maps[:, 1, 0] = rand(0.1), rand(0.1)
    maps[:, 0, 2], maps[:, 1, 2] = rand(0.08), rand(0.1)
    x = functional.grid_sample(x, functional.affine_grid(maps, list(x.shape), align_corners=False), align_corners=False)
    x = x.clamp(0, 1) ** torch.exp(rand(0.5)).view(n, 1, 1, 1)
    return (
        x * (1 - 0.25 * torch.rand(n, 1, 1, 1, generator=source)) + torch.randn(x.shape, generator=source) * 0.04
    ).clamp(0, 1)


def day_chances(out: Tensor, temperature: float = 1.0) -> Tensor:
    """Chances of no day (column 0) and of the days 1 to 31."""
    tens, units = (out[:, :6] / temperature).softmax(1), (out[:, 6:] / temperature).softmax(1)
    days = torch.zeros(len(out), 32)
    for day in range(1, 32):
        days[:, day] = tens[:, day // 10] * units[:, day % 10]
        if day < 10:
            days[:, day] += tens[:, NO_TENS] * units[:, day]
    days[:, 0] = 1 - days[:, 1:].sum(1)
    return days


def outputs(net: nn.Module, x: Tensor) -> Tensor:
    """What the net gives for windows, without learning."""
    net.eval()
    with torch.no_grad():
        return torch.cat([net(part) for part in x.split(1000)])


def loss_of(seen: Tensor, tens: Tensor, units: Tensor, smoothing: float = 0.0) -> Tensor:
    """Cross entropy of both heads."""
    of_tens = functional.cross_entropy(seen[:, :6], tens, label_smoothing=smoothing)
    return of_tens + functional.cross_entropy(seen[:, 6:], units, label_smoothing=smoothing)


def temperature_of(out: Tensor, tens: Tensor, units: Tensor) -> float:
    """The temperature at which the chances fit the truth best."""
    return min((step / 50 for step in range(20, 120)), key=lambda heat: float(loss_of(out / heat, tens, units)))


def report(out: Tensor, days: np.ndarray, temperature: float) -> str:
    """Share read right, and precision and recall of the days at several thresholds."""
    chances = day_chances(out, temperature).numpy()
    best, sure = chances.argmax(1), chances.max(1)
    real = days > 0
    rows = [f"days {(best == days)[real].mean():.4f} no day {(best == 0)[~real].mean():.4f}"]
    for least in (0.5, 0.8, 0.9, 0.95):
        said = (best > 0) & (sure >= least)
        right, false = said & (best == days), said[~real].mean()
        rows.append(f"{least}: P {right.sum() / max(1, said.sum()):.4f} R {right[real].mean():.3f} false {false:.3f}")
    return "; ".join(rows)


def folded(net: Net) -> dict[str, np.ndarray]:
    """The weights with the norms folded in, in half precision."""
    out = {}
    for at, (convolution, norm) in enumerate(zip(net.convolutions, net.norms, strict=True)):
        scale = norm.weight / torch.sqrt(norm.running_var + norm.eps)
        out[f"w{at}"] = convolution.weight * scale.view(-1, 1, 1, 1)
        out[f"b{at}"] = (convolution.bias - norm.running_mean) * scale + norm.bias
    for name, layer in (("3", net.hidden), ("4", net.heads)):
        out["w" + name], out["b" + name] = layer.weight, layer.bias
    kept = {name: value.detach().numpy().astype(np.float16) for name, value in out.items()}
    scale = net.hidden.weight.detach().abs().amax(1).numpy() / 127
    kept["w3"] = np.rint(net.hidden.weight.detach().numpy() / scale[:, None]).astype(np.int8)
    return {**kept, "s3": scale.astype(np.float32)}


def taught(windows: Tensor, tens: Tensor, units: Tensor, epochs: int) -> Iterator[tuple[Net, str]]:
    """The averaged net after each epoch, and what to say of it."""
    source = torch.Generator().manual_seed(SEED)
    net = Net().to(memory_format=torch.channels_last)
    mean = AveragedModel(net, multi_avg_fn=get_ema_multi_avg_fn(MEMORY), use_buffers=True)
    optimiser = torch.optim.AdamW(net.parameters(), 3e-3, weight_decay=0.02)
    steps = len(windows) // BATCH
    # Up to the highest rate in a tenth of the steps, then down to nothing along a cosine.
    plan = torch.optim.lr_scheduler.OneCycleLR(optimiser, 4e-3, total_steps=epochs * steps, pct_start=0.1)
    for epoch in range(epochs):
        net.train()
        start, total = time.time(), 0.0
        order = torch.randperm(len(windows), generator=source)[: steps * BATCH]
        for at in order.split(BATCH):
            x = changed(windows[at].float() / 255, source).contiguous(memory_format=torch.channels_last)
            with torch.autocast("cpu", torch.bfloat16):
                seen = net(x)
            loss = loss_of(seen.float(), tens[at], units[at], SMOOTHING)
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            plan.step()
            mean.update_parameters(net)
            total += loss.item() / steps
        yield mean.module, f"{epoch}: loss {total:.4f} {time.time() - start:.0f} s"


def main() -> None:
    """Train, report, write."""
    out, epochs = Path(sys.argv[1]), int(sys.argv[2])
    names, held = sys.argv[3 : sys.argv.index("--")], sys.argv[-1]
    torch.manual_seed(SEED)
    torch.set_num_threads(1)
    files = [np.load(name) for name in names]
    windows, days, zeros = (np.concatenate([file[name] for file in files]) for name in ("windows", "days", "zeros"))
    test = np.load(held)
    test_x, truth = torch.from_numpy(test["windows"]).unsqueeze(1).float() / 255, labels(test["days"], test["zeros"])
    for net, said in taught(torch.from_numpy(windows).unsqueeze(1), *labels(days, zeros), epochs):
        seen = outputs(net, test_x)
        heat = temperature_of(seen, *truth)
        print(f"{said}; temperature {heat}; {report(seen, test['days'], heat)}", flush=True)
        np.savez_compressed(out, about=np.array(ABOUT), temperature=np.float32(heat), **folded(net))


if __name__ == "__main__":
    main()
