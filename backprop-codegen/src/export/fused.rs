//! What is computed together: the blocks of each program over numbers, the groups of each program over tensors.

use std::collections::BTreeMap;

use super::nodes::{heading, node, number};
use super::programs::named;
use crate::Simplified;
use crate::fuse::{BlockId, Blocks, fuse};
use crate::ir::NodeId;
use crate::signature::Signature;
use crate::split::{self, Program};
use crate::tensor::{Group, GroupKind, Groups, group};

/// The blocks or groups of each method.
pub(super) fn fused(signature: &Signature, simplified: &Simplified) -> String {
    let Simplified { separate, joint } = simplified;
    let mut lines = vec![heading(signature)];
    let programs = if signature.has_tensors() {
        split::split_tensors(separate, joint.as_ref())
    } else {
        split::split(separate, joint.as_ref())
    };
    for (name, program) in named(&programs) {
        lines.push(format!("  {name}"));
        lines.extend(given(program));
        if signature.has_tensors() {
            lines.extend(groups(signature, &group(program)));
        } else {
            let blocks = fuse(program);
            Written::new(signature, program, &blocks).block(
                Blocks::WHOLE,
                &program.results,
                2,
                &mut lines,
            );
        }
    }
    lines.join("\n") + "\n"
}

/// What a program is given by an earlier one.
fn given(program: &Program<'_>) -> Option<String> {
    let given = program.given.iter();
    let given: Vec<String> = given
        .map(|id| match &program.graph.node(*id).label {
            Some(label) => format!("{} {}", number(*id), label.name),
            None => number(*id),
        })
        .collect();
    (!given.is_empty()).then(|| format!("    given {}", given.join(", ")))
}

/// The blocks of one program.
struct Written<'w> {
    signature: &'w Signature,
    program: &'w Program<'w>,
    blocks: &'w Blocks,
    /// What each block computes itself, in order.
    contents: BTreeMap<BlockId, Vec<NodeId>>,
}

impl<'w> Written<'w> {
    fn new(signature: &'w Signature, program: &'w Program<'w>, blocks: &'w Blocks) -> Self {
        let given = program.given_set();
        let mut contents: BTreeMap<BlockId, Vec<NodeId>> = BTreeMap::new();
        for id in blocks.order() {
            let leaf = program.graph.node(*id).operands.is_empty();
            if let Some(block) = blocks
                .block_of(*id)
                .filter(|_| !leaf && !given.contains(*id))
            {
                contents.entry(block).or_default().push(*id);
            }
        }
        Self {
            signature,
            program,
            blocks,
            contents,
        }
    }

    fn block(&self, block: BlockId, results: &[NodeId], depth: usize, lines: &mut Vec<String>) {
        let indent = "  ".repeat(depth);
        for id in self.contents.get(&block).into_iter().flatten() {
            let conditional = self.blocks.conditional(*id);
            let Some(conditional) = conditional.filter(|other| other.branches.0 != block) else {
                let text = node(*id, self.program.graph, self.signature);
                lines.push(format!("{indent}{text}"));
                continue;
            };
            if conditional.members.first() != Some(id) {
                continue;
            }
            let branch = |position: usize| -> Vec<NodeId> {
                let members = conditional.members.iter();
                members
                    .filter_map(|member| {
                        let operands = &self.program.graph.node(*member).operands;
                        operands.get(position).copied()
                    })
                    .collect()
            };
            let (members, condition) = (numbers(&conditional.members), conditional.condition);
            lines.push(format!("{indent}{members} = if {}", number(condition)));
            self.block(conditional.branches.0, &branch(1), depth + 1, lines);
            lines.push(format!("{indent}else"));
            self.block(conditional.branches.1, &branch(2), depth + 1, lines);
        }
        lines.push(format!("{indent}-> {}", numbers(results)));
    }
}

fn numbers(ids: &[NodeId]) -> String {
    let numbers: Vec<String> = ids.iter().map(|id| number(*id)).collect();
    numbers.join(", ")
}

/// The groups of one program, in the order in which they run.
fn groups(signature: &Signature, groups: &Groups<'_>) -> Vec<String> {
    let order = groups.order().into_iter();
    let groups = order.filter_map(|id| Some((groups, groups.get(id)?)));
    let texts = groups.flat_map(|(groups, group)| one_group(signature, groups, group));
    texts.collect()
}

fn one_group(signature: &Signature, groups: &Groups<'_>, group: &Group) -> Vec<String> {
    let shape = signature.shape_text(&group.space);
    let title = match group.kind {
        GroupKind::Scalar => "number".to_owned(),
        GroupKind::Exclusive => "products of all other elements".to_owned(),
        GroupKind::Nest => match (group.product, group.inner) {
            (Some(product), _) => {
                format!("nest over {shape}, behind the product {}", number(product))
            }
            (None, Some(inner)) if inner > 0 => {
                format!("nest over {shape}, with several passes over the last {inner}")
            }
            (None, _) => format!("nest over {shape}"),
        },
    };
    let members = group.members.iter().map(|id| {
        let text = node(*id, groups.graph(), signature);
        let stored = if groups.is_stored(*id) {
            ", stored"
        } else {
            ""
        };
        format!("      {text}{stored}")
    });
    let copies = group.copies.iter().map(|position| {
        let result = groups.program.results.get(*position);
        let result = result.map_or(String::new(), |result| number(*result));
        format!("      copy of {result} for result {position}")
    });
    let title = std::iter::once(format!("    {title}"));
    title.chain(members).chain(copies).collect()
}
